namespace OrchardCore.Portal.ContactUs;

/// <summary>A ticket to be opened: what <see cref="Contacts.OpenAsync"/> needs to know.</summary>
/// <param name="Type">A key of <see cref="MessageTypes"/>.</param>
/// <param name="Message">In the customer's words, or in words that a screen made of their answers.</param>
internal sealed record NewContact(string Type, string Message)
{
    /// <summary>Empty for the type's own.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Of the account in view: the caller has looked.</summary>
    public string MeterNumber { get; init; } = "";
    public string StatementNumber { get; init; } = "";
    public bool IsComplaint { get; init; }
    /// <summary>Of a complaint: one of <see cref="ComplaintCategories"/>; empty where it was not said.</summary>
    public string Category { get; init; } = "";

    /// <summary>The customer gave a reason why it cannot wait.</summary>
    public bool IsUrgent { get; init; }
    public IReadOnlyList<NewDetail> Details { get; init; } = [];

    /// <summary>Names what may be asked only once at a time; the account is added. Empty where there may be many.</summary>
    public string Once { get; init; } = "";

    /// <summary>
    /// Begins <see cref="Once"/> of what tells something and asks for nothing, such as a reading that is accepted at once: it does not count to the tickets
    /// of an hour, since whoever has twelve meters reads them in one evening.
    /// </summary>
    public const string Telling = "told ";

    /// <summary>Of the form as it was shown: a form that is sent twice opens one ticket.</summary>
    public Guid? FormId { get; init; }

    /// <summary>What comes with it: taken by <see cref="ContactFiles"/>.</summary>
    public List<ContactFile> Files { get; init; } = [];

    /// <summary>Adds what is to be saved together with the ticket, and only then.</summary>
    public Action<ContactLog> Also { get; init; } = _ => { };
}

internal readonly record struct NewDetail(string Label, string Text);

internal abstract record OpenOutcome
{
    private OpenOutcome() { }   // closed: these are all

    public sealed record Opened(ContactLog Log) : OpenOutcome;

    /// <summary>There is an open ticket about it, or this form was taken before.</summary>
    public sealed record AlreadyOpen(string Reference) : OpenOutcome;
    public sealed record TooMany : OpenOutcome;
}
