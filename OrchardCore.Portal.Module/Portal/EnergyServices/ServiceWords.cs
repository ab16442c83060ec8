using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.EnergyServices;

/// <summary>How a service's connection is told to its customer: a chip, and the retailer's reason.</summary>
/// <param name="Text">"Connecting · from 1 December".</param>
/// <param name="Tone">good, warn, bad or flat.</param>
internal sealed record ServiceWords(string Text, string Tone, string Note, bool IsActive)
{
    public static ServiceWords Of(EnergyService service, Wording words, RetailerCalendar calendar)
    {
        var today = calendar.Today;
        // The year is said only where it is not this one.
        string Day(DateOnly day) => day.ToString(day.Year == today.Year ? "d MMMM" : "d MMMM yyyy", words.Culture);
        string With(string word, string little, DateOnly? day) => day is { } date ? $"{words.Word(word)} · {little}{Day(date)}" : words.Word(word);
        var on = service.StatusOn;
        var (text, tone) = service.Status switch
        {
            ServiceStatus.Disconnected => (With("Disconnected", "", service.MoveOutOn ?? on), "flat"),
            _ when service.MoveOutOn < today => (With("Moved out", "", service.MoveOutOn), "flat"),
            ServiceStatus.Connecting => (With("Connecting", "from ", on ?? (service.MoveInOn > today ? service.MoveInOn : null)), "warn"),
            ServiceStatus.Disconnecting => (With("Disconnecting", "on ", on ?? service.MoveOutOn), "warn"),
            _ when service.MoveOutOn is { } last => (With("Connected", "until ", last), "good"),
            _ => (words.Word("Connected"), "good"),
        };
        return new ServiceWords(text, tone, service.StatusNote, !service.IsOver(today));
    }

    /// <summary>A sprite name for a kind of supply.</summary>
    public static string Icon(string type) => type switch
    {
        "electricity" => "zap",
        "gas" => "flame",
        "water" => "droplet",
        "hot water" => "thermometer",
        "solar" => "sun",
        "internet" => "wifi",
        "mobile" => "smartphone",
        "phone" => "phone",
        _ => "plug",
    };

    public static string TypeOf(EnergyService service, Wording words) => TypeOf(service.Type, words);

    /// <summary>"Hot water", for people.</summary>
    public static string TypeOf(string type, Wording words) =>
        words.Word(type is [var first, .. var rest] ? char.ToUpper(first, words.Culture) + rest : "");
}
