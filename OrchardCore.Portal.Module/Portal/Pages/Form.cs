using System.Net.Mail;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Pages;

/// <summary>
/// A form on its way: what was sent, what was expected of it, and what is wrong. Fields are added in the order of the page; a value
/// that is refused keeps what the person typed.
/// </summary>
internal sealed class Form
{
    private const int LongestLine = 200;

    private readonly HttpContext _context;
    private readonly IFormCollection? _sent;
    private readonly List<FormField> _fields = [];
    private readonly Dictionary<string, string> _errors = new(StringComparer.Ordinal);
    private readonly List<FormError> _general = [];

    private Form(HttpContext context, IFormCollection? sent) => (_context, _sent) = (context, sent);

    /// <summary>The form as it is first shown.</summary>
    public static Form Fresh(HttpContext context) => new(context, null);

    /// <summary>The form as it was sent.</summary>
    public static async Task<Form> SentAsync(HttpContext context, CancellationToken stop) =>
        new(context, context.Request.HasFormContentType ? await context.Request.ReadFormAsync(stop) : FormCollection.Empty);

    /// <summary>A form whose values were kept by us from one step to the next: it is checked as if it were sent now.</summary>
    public static Form Kept(HttpContext context, IReadOnlyDictionary<string, string> values) =>
        new(context, new FormCollection(values.ToDictionary(value => value.Key, value => new StringValues(value.Value))));

    public bool IsSent => _sent is not null;
    public bool IsGood => _errors.Count == 0 && _general.Count == 0;

    /// <summary>
    /// What was sent under a name, without the blanks around it; empty where nothing was. A line ends with one character here, as the
    /// browser counts it against maxlength, though it travels as two. Passwords are taken by <see cref="Raw"/>.
    /// </summary>
    public string this[string name] => Raw(name).ReplaceLineEndings("\n").Trim();

    public string Raw(string name) => _sent?[name].ToString() ?? "";

    public IFormFile? File(string name) => _sent?.Files.GetFile(name) is { Length: > 0 } file ? file : null;

    /// <summary>All that were chosen under a name, the empty ones too.</summary>
    public IReadOnlyList<IFormFile> Files(string name) => _sent?.Files.GetFiles(name) ?? [];

    /// <summary>Adds a field; when the form was sent, its value is checked and kept.</summary>
    public Form Field(FormField field)
    {
        if (IsSent && !field.Locked)
        {
            var value = field.Type == "password" ? "" : this[field.Name];   // a password is never sent back
            _fields.Add(field with { Value = value, Options = [.. field.Options.Select(option => option with { Selected = option.Value == value })] });
            if (Fault(field) is { } fault) _errors[field.Name] = fault;
        }
        else
        {
            _fields.Add(field with { Options = [.. field.Options.Select(option => option with { Selected = option.Value == field.Value })] });
        }
        return this;
    }

    /// <summary>Says what is wrong with a field, beside it and in the summary.</summary>
    public void Refuse(string name, string error) => _errors.TryAdd(name, error);

    public void RefuseAll(string error) => _general.Add(new FormError("", error));

    public FormPage ToPage(string action, string submit)
    {
        var token = _context.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(_context);
        return new FormPage(Links.To(action), new FormToken(token.FormFieldName, token.RequestToken ?? ""),
            [.. _fields.Select(field => field with { Error = _errors.GetValueOrDefault(field.Name, "") })], submit)
        { General = _general };
    }

    private string? Fault(FormField field)
    {
        var value = field.Type == "password" ? Raw(field.Name) : this[field.Name];
        var longest = int.TryParse(field.Maxlength, out var given) ? given : LongestLine;
        return value switch
        {
            "" when field.Required => field.Type is "select" or "radio" ? $"Choose one: {field.Label.ToLowerInvariant()}." : $"Enter your {Wording.InSentence(field.Label)}.",
            "" => null,
            _ when value.Length > longest => $"{field.Label}: {longest} characters at most.",
            _ when field.Type is not "textarea" && value.Any(char.IsControl) => $"{field.Label}: leave out line breaks and control characters.",
            _ when field.Type is "select" or "radio" && field.Options.All(option => option.Value != value) => $"Choose one of the offered: {field.Label.ToLowerInvariant()}.",
            _ when field.Type == "email" && !(MailAddress.TryCreate(value, out var address) && address.Address == value) => "Enter an e-mail address, as in name@example.com.",
            _ when field.Type == "date" && !DateOnly.TryParseExact(value, "yyyy-MM-dd", out _) => "Enter a date.",
            _ => null,
        };
    }
}
