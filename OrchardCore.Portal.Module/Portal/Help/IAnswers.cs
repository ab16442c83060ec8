namespace OrchardCore.Portal.Help;

/// <summary>
/// Where the retailer's answers come from: the portal's own editor (<see cref="OwnAnswers"/>), or the content items of a CMS. Screens, search
/// and counts know nothing else of them.
/// </summary>
internal interface IAnswers
{
    /// <summary>What customers may see at this moment. It is asked for by every page of Help, so whoever makes it keeps it.</summary>
    ValueTask<AnswerBook> ReadAsync(CancellationToken stop);
}

/// <summary>A published question with its answer.</summary>
/// <param name="Key">Names it in counts for as long as it lives, whatever becomes of its text: letters, digits and hyphens, 40 at most.</param>
/// <param name="Slug">Its address below /help: "moving-out".</param>
/// <param name="Category">As customers read it.</param>
/// <param name="Markdown">The answer. Whatever is in it, what is shown went through <see cref="FaqMarkdown"/>.</param>
/// <param name="UpdatedAt">When customers first saw this text, in UTC; nothing where nobody knows.</param>
internal sealed record Answer(string Key, string Slug, string Category, string Question, string Markdown, DateTime? UpdatedAt = null)
{
    private readonly Lazy<string> _text = new(() => FaqMarkdown.ToText(Markdown));

    /// <summary>The words alone, for searching: made once for as long as the book is kept.</summary>
    public string Text => _text.Value;
}

/// <summary>All answers that are published, in the order in which customers see them: by category, and inside it.</summary>
/// <param name="version">Another one whenever anything in it is another.</param>
internal sealed class AnswerBook(string version, IReadOnlyList<Answer> answers)
{
    public string Version => version;
    public IReadOnlyList<Answer> Answers => answers;

    /// <summary>Those that have an answer, in order.</summary>
    public IReadOnlyList<string> Categories => [.. answers.Select(answer => answer.Category).Distinct()];

    public Answer? Find(string slug) => answers.FirstOrDefault(answer => answer.Slug == slug);
}
