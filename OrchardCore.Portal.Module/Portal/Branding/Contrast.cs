using System.Globalization;

namespace OrchardCore.Portal.Branding;

/// <summary>
/// What WCAG 2.2 asks of a brand colour. Pages derive safe shades of it, but mails, PDFs, Stripe's page and older browsers place it as it is: white
/// stands on it (1.4.3: 4.5 to 1), and it stands on white as a line (1.4.11: 3 to 1, which the first includes).
/// </summary>
internal static class Contrast
{
    public const double OfText = 4.5;

    /// <summary>White on this colour: 1 to 21.</summary>
    /// <param name="colour">"#2446c8".</param>
    public static double WithWhite(string colour) => 1.05 / (Luminance(Read(colour)) + 0.05);

    /// <summary>The nearest darker shade of the same hue on which white can be read; the colour itself where it can be read on that.</summary>
    public static string Nearest(string colour)
    {
        if (WithWhite(colour) >= OfText) return colour;
        var (light, a, b) = ToOklab(Read(colour));
        for (var at = light; at > 0; at -= 0.004)
            if (Write(FromOklab(at, a * at / light, b * at / light)) is var darker && WithWhite(darker) >= OfText) return darker;
        return "#000000";
    }

    // WCAG 2.2, "relative luminance".
    private static double Luminance((double R, double G, double B) c) => 0.2126 * Linear(c.R) + 0.7152 * Linear(c.G) + 0.0722 * Linear(c.B);
    private static double Linear(double c) => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
    private static double Coded(double c) => c <= 0.0031308 ? 12.92 * c : 1.055 * Math.Pow(c, 1 / 2.4) - 0.055;

    // Björn Ottosson's Oklab (https://bottosson.github.io/posts/oklab/): where lightness changes and the hue stays.
    private static (double L, double A, double B) ToOklab((double R, double G, double B) c)
    {
        var (r, g, b) = (Linear(c.R), Linear(c.G), Linear(c.B));
        var l = Math.Cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
        var m = Math.Cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
        var s = Math.Cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
        return (0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s, 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s, 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s);
    }

    private static (double R, double G, double B) FromOklab(double light, double a, double b)
    {
        var l = Math.Pow(light + 0.3963377774 * a + 0.2158037573 * b, 3);
        var m = Math.Pow(light - 0.1055613458 * a - 0.0638541728 * b, 3);
        var s = Math.Pow(light - 0.0894841775 * a - 1.2914855480 * b, 3);
        return (Coded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s), Coded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s), Coded(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s));
    }

    private static (double R, double G, double B) Read(string colour) => (Byte(colour, 1), Byte(colour, 3), Byte(colour, 5));
    private static double Byte(string colour, int at) => int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
    private static string Write((double R, double G, double B) c) => $"#{Hex(c.R)}{Hex(c.G)}{Hex(c.B)}";
    private static string Hex(double value) => ((int)Math.Round(Math.Clamp(value, 0, 1) * 255)).ToString("x2", CultureInfo.InvariantCulture);
}
