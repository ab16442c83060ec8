using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.AccountDetails;

/// <summary>One thing that an account says about its holder, and what the customer may do with it.</summary>
internal sealed record Detail(string Name, string Label, DetailKind Kind, Func<Account, string> Read, Action<Account, string> Write)
{
    /// <summary>The retailer has to agree, so a change becomes an <see cref="AskedChange"/>.</summary>
    public bool NeedsApproval { get; init; }

    public string Type { get; init; } = "text";
    public string Hint { get; init; } = "";
    public bool Required { get; init; }
    public string Autocomplete { get; init; } = "";
    public string Inputmode { get; init; } = "";
    public int Longest { get; init; } = 100;

    /// <summary>Still the customer's to change when the account is closed: where the last bill, or a refund, goes.</summary>
    public bool WhenClosed { get; init; }

    /// <summary>What is wrong with a value that is not empty; null where nothing is.</summary>
    public Func<string, string?> Check { get; init; } = _ => null;

    /// <summary>How the value is kept: an ABN with its blanks where they belong.</summary>
    public Func<string, string> Tidy { get; init; } = value => value;

    /// <summary>"Billing address: postcode", where the label alone would not say of what.</summary>
    public string FullLabel => Kind.IsWhole ? $"{Kind.Name}: {Wording.InSentence(Label)}" : Label;

    public bool IsOpenFor(Account account) => !account.IsClosed || WhenClosed;

    public FormField ToField(Account account) => new(Name, Label, Type)
    {
        Value = Read(account),
        Hint = Hint,
        Required = Required,
        Autocomplete = Autocomplete,
        Inputmode = Inputmode,
        Maxlength = Longest.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Locked = !IsOpenFor(account),
    };
}

/// <param name="Text">A sentence below the heading; may be empty.</param>
/// <param name="Lines">What stands beside each other.</param>
/// <param name="Whole">Says what is wrong with the values together.</param>
internal sealed record DetailCard(string Key, string Title, string Text, IReadOnlyList<IReadOnlyList<Detail>> Lines, Action<Form> Whole)
{
    public IEnumerable<Detail> Details => Lines.SelectMany(line => line);

    public bool IsOpenFor(Account account) => Details.Any(detail => detail.IsOpenFor(account));
}

/// <summary>What a customer changed on a card.</summary>
internal sealed record DetailChange(Detail Detail, string Old, string New)
{
    public bool NeedsApproval => Detail.NeedsApproval;

    /// <summary>What is meant, within a sentence: "first name", "billing address".</summary>
    public string Spoken => Detail.Kind.IsWhole ? Detail.Kind.Spoken : Wording.InSentence(Detail.Label);

    public string ToText() => $"{Said(Old)} → {Said(New)}";

    private static string Said(string value) => value == "" ? "(empty)" : value;
}
