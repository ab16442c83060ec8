namespace OrchardCore.Portal.Pages;

/// <summary>A form as Pages/Form.liquid places it: where it goes, its fields, and what is wrong with what was sent.</summary>
internal sealed record FormPage(string Action, FormToken Token, IReadOnlyList<FormField> Fields, string Submit)
{
    public IReadOnlyList<FormError> Errors => [.. Fields.Where(one => one.Error != "").Select(one => new FormError(one.Id, one.Error)), .. General];

    /// <summary>What is wrong with the whole, and not with one field.</summary>
    public IReadOnlyList<FormError> General { get; init; } = [];
}

/// <param name="FieldId">Where the summary's link leads; empty for the whole form.</param>
internal sealed record FormError(string FieldId, string Text);

/// <summary>One field, ready to place. Types are those of HTML, and select, radio, textarea.</summary>
internal sealed record FormField(string Name, string Label, string Type = "text")
{
    public string Id => "field-" + Name;
    public string Value { get; init; } = "";
    public string Hint { get; init; } = "";
    public string Error { get; init; } = "";
    public bool Required { get; init; }
    public string Autocomplete { get; init; } = "";
    public string Inputmode { get; init; } = "";
    public string Prefix { get; init; } = "";
    public string Suffix { get; init; } = "";
    public string Rows { get; init; } = "";
    public string Maxlength { get; init; } = "";
    public string Min { get; init; } = "";
    public string Max { get; init; } = "";

    /// <summary>Of a file field: what the browser offers to choose (".pdf,.png"), whether several, and how large each may be, in bytes.</summary>
    public string Accept { get; init; } = "";
    public bool Several { get; init; }
    public string Largest { get; init; } = "";

    /// <summary>Shown, but not for the customer to change.</summary>
    public bool Locked { get; init; }
    public IReadOnlyList<Choice> Options { get; init; } = [];
}
