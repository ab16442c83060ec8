using OrchardCore.Portal.Pages;

namespace OrchardCore.Portal.ContactUs;

/// <summary>A kind of message: what is asked, what is promised, what is said. The list of them is <see cref="MessageTypes"/>.</summary>
/// <param name="Key">In addresses (/contact?type=billing) and in the database: it never changes.</param>
/// <param name="Group">The heading it stands under in the drop-down.</param>
/// <param name="Subject">What the ticket is called; the meter or statement it is about is added.</param>
/// <param name="AnswerIn">Business days, or hours of opening, within which the retailer promises an answer; 0 days are the same day.</param>
internal sealed record MessageType(string Key, string Label, string Group, string Subject, int AnswerIn)
{
    public IReadOnlyList<Question> Questions { get; init; } = [];

    /// <summary>Whether the clock counts the hours in which the retailer is open, and not business days.</summary>
    public bool InHours { get; init; }

    /// <summary>What is to be read before anything is written.</summary>
    public Advice? Advice { get; init; }
    public bool IsComplaint { get; init; }

    /// <summary>Shown to its writer alone, told to nobody by mail.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>Whether it may be about a bill.</summary>
    public bool AsksStatement { get; init; }

    /// <summary>A request, which can be withdrawn, and not a question, which is settled.</summary>
    public bool IsRequest { get; init; }

    /// <summary>Whether the drop-down has it. The others are opened by screens of their own.</summary>
    public bool IsOffered { get; init; } = true;

    /// <summary>Words for a status that mean more here than the usual ones.</summary>
    public IReadOnlyDictionary<ContactStatus, string> Said { get; init; } = new Dictionary<ContactStatus, string>();

    /// <summary>Only those of the retailer's people who are trained for it see such tickets.</summary>
    public bool IsRestricted { get; init; }
    public ContactPriority Priority { get; init; } = ContactPriority.Normal;
}

/// <param name="IsUrgent">With the phone number first and big: the form is not the way.</param>
internal sealed record Advice(string Title, string Text, bool IsUrgent = false, string Href = "", string Label = "");

/// <summary>A field that a message type has of its own.</summary>
internal sealed record Question(FormField Field, Answer Answer)
{
    public static Question Line(string name, string label, bool needed = false, string hint = "", string inputmode = "") =>
        new(new FormField(name, label) { Required = needed, Hint = hint, Inputmode = inputmode }, Answer.Text);

    public static Question Lines(string name, string label, bool needed = false, string hint = "") =>
        new(new FormField(name, label, "textarea") { Required = needed, Hint = hint, Rows = "3", Maxlength = "1000" }, Answer.Text);

    public static Question Phone(string name, string label, bool needed = false, string hint = "") =>
        new(new FormField(name, label, "tel") { Required = needed, Hint = hint, Autocomplete = "tel" }, Answer.Text);

    public static Question Day(string name, string label, Answer answer, bool needed = false, string hint = "") =>
        new(new FormField(name, label, "date") { Required = needed, Hint = hint }, answer);

    public static Question Amount(string name, string label, bool needed = false, string hint = "") =>
        new(new FormField(name, label) { Required = needed, Hint = hint, Inputmode = "decimal" }, Answer.Money);

    public static Question Number(string name, string label, bool needed = false, string hint = "") =>
        new(new FormField(name, label) { Required = needed, Hint = hint, Inputmode = "decimal", Maxlength = "20" }, Answer.Number);

    public static Question Tick(string name, string label) => new(new FormField(name, label, "checkbox"), Answer.Tick);

    public static Question Pick(string name, string label, bool needed, params ReadOnlySpan<string> choices)
    {
        List<Choice> options = [new Choice("", "Choose")];
        foreach (var choice in choices) options.Add(new Choice(choice, choice));
        return new(new FormField(name, label, "select") { Required = needed, Options = options }, Answer.Text);
    }
}

/// <summary>What an answer must be.</summary>
internal enum Answer { Text, Number, Money, Tick, AnyDay, PastDay, ComingDay }
