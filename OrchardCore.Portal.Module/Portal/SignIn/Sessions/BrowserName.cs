namespace OrchardCore.Portal.SignIn.Sessions;

/// <summary>What a person calls their browser, from the User-Agent header. The header itself is not kept: it can tell one person from another.</summary>
internal static class BrowserName
{
    // The order matters: Edge and Opera also say Chrome, Chrome also says Safari, and a phone's Android also says Linux.
    private static readonly (string Sign, string Name)[] Browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari")];

    private static readonly (string Sign, string Name)[] Systems =
        [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux")];

    public static string Of(string userAgent) => (Named(Browsers, userAgent), Named(Systems, userAgent)) switch
    {
        ({ } browser, { } system) => $"{browser} on {system}",
        ({ } browser, null) => browser,
        (null, { } system) => $"A browser on {system}",
        _ => "A browser",
    };

    private static string? Named((string Sign, string Name)[] all, string userAgent) =>
        Array.Find(all, one => userAgent.Contains(one.Sign, StringComparison.Ordinal)).Name;
}
