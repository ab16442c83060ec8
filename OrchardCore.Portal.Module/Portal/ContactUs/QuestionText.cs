using OrchardCore.Portal.Pages;

namespace OrchardCore.Portal.ContactUs;

/// <summary>
/// The questions of a message type as lines of text, to be written without a script: "Label | kind | required | more", where more is the choices of a
/// choice, with semicolons between, and a hint for the others. "Payment method | choice | required | Card; BPAY".
/// </summary>
internal static class QuestionText
{
    private const int MostQuestions = 12, MostChoices = 30, LongestLabel = 80, LongestMore = 1_000;

    public const string Kinds = "line, text, phone, number, amount, day, past day, coming day, tick, choice";
    public const string Expected = "expected Label | kind | required or optional | hint, or the choices with semicolons between. Kinds: " + Kinds + ".";

    // Names of what every form has besides.
    private static readonly string[] Taken = ["type", "form", "service", "statement", "message", "files", "answer-by", "answer-when", "complaint"];

    public static string Write(IEnumerable<Question> questions) => string.Join('\n', questions.Select(question =>
    {
        var (field, kind) = (question.Field, KindOf(question));
        var more = kind == "choice" ? string.Join("; ", field.Options.Where(option => option.Value != "").Select(option => option.Value)) : field.Hint;
        return $"{field.Label} | {kind} | {(field.Required ? "required" : "optional")}{(more == "" ? "" : " | " + more)}";
    }));

    /// <param name="names">Of the answers, line by line, as they were; a line without one gets a name made of its label.</param>
    /// <returns>The questions, and what is wrong in which line.</returns>
    public static (IReadOnlyList<Question> Questions, IReadOnlyList<string> Problems) Read(string text, IReadOnlyList<string> names)
    {
        List<Question> questions = [];
        List<string> problems = [];
        HashSet<string> used = [.. Taken];
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var at = 0; at < lines.Length; at++)
        {
            if (lines[at].Trim() == "") continue;
            var parts = lines[at].Split('|', 4, StringSplitOptions.TrimEntries);
            var (label, more) = (parts[0], parts.Length > 3 ? parts[3] : "");
            if (parts is not [{ Length: > 0 and <= LongestLabel }, _, "required" or "optional", ..] || more.Length > LongestMore || lines[at].Any(char.IsControl)) problems.Add($"Line {at + 1}: {Expected}");
            else if (Of(Name(questions.Count < names.Count ? names[questions.Count] : "", label, used), label, parts[1].ToLowerInvariant(), parts[2] == "required", more) is { } question) questions.Add(question);
            else problems.Add(parts[1].Equals("choice", StringComparison.OrdinalIgnoreCase) ? $"Line {at + 1}: a choice needs two to {MostChoices} different choices, with semicolons between." : $"Line {at + 1}: “{parts[1]}” is no kind. There are: {Kinds}.");
        }
        if (questions.Count > MostQuestions) problems.Add($"{questions.Count} questions, and {MostQuestions} are the most: who asks more gets no answers.");
        return (questions, problems);
    }

    private static Question? Of(string name, string label, string kind, bool needed, string more) => kind switch
    {
        "line" => Question.Line(name, label, needed, more),
        "text" => Question.Lines(name, label, needed, more),
        "phone" => Question.Phone(name, label, needed, more),
        "number" => Question.Number(name, label, needed, more),
        "amount" => Question.Amount(name, label, needed, more),
        "day" => Question.Day(name, label, Answer.AnyDay, needed, more),
        "past day" => Question.Day(name, label, Answer.PastDay, needed, more),
        "coming day" => Question.Day(name, label, Answer.ComingDay, needed, more),
        "tick" => new(new FormField(name, label, "checkbox") { Required = needed, Hint = more }, Answer.Tick),
        "choice" => more.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is { Length: >= 2 and <= MostChoices } choices && choices.Distinct().Count() == choices.Length ? Question.Pick(name, label, needed, choices) : null,
        _ => null,
    };

    private static string KindOf(Question question) => (question.Field.Type, question.Answer) switch
    {
        ("select", _) => "choice",
        ("checkbox", _) => "tick",
        ("textarea", _) => "text",
        ("tel", _) => "phone",
        (_, Answer.Money) => "amount",
        (_, Answer.Number) => "number",
        (_, Answer.PastDay) => "past day",
        (_, Answer.ComingDay) => "coming day",
        (_, Answer.AnyDay) => "day",
        _ => "line",
    };

    private static string Name(string was, string label, HashSet<string> used)
    {
        var slug = was != "" ? was : string.Join('-', new string([.. label.ToLowerInvariant().Select(sign => char.IsAsciiLetterOrDigit(sign) ? sign : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(6));
        if (slug == "") slug = "question";
        var name = slug;
        for (var number = 2; !used.Add(name); number++) name = $"{slug}-{number}";
        return name;
    }
}
