namespace OrchardCore.Portal.Usage.MarketFiles;

/// <summary>Currencies by their numbers (ISO 4217), as ESPI says them.</summary>
internal static class EspiCurrency
{
    private static readonly Dictionary<int, string> All = new() { [36] = "AUD", [124] = "CAD", [208] = "DKK", [344] = "HKD", [392] = "JPY", [554] = "NZD", [578] = "NOK", [702] = "SGD", [752] = "SEK", [756] = "CHF", [826] = "GBP", [840] = "USD", [978] = "EUR" };

    /// <returns>Empty for one that is not known.</returns>
    public static string Of(int number) => All.GetValueOrDefault(number, "");

    /// <returns>0, which says that there is none, for one that is not known.</returns>
    public static int NumberOf(string code) => All.FirstOrDefault(one => one.Value == code).Key;
}
