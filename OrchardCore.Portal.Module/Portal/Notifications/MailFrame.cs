using System.Globalization;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Notifications;

/// <summary>All that Notifications/Layout.liquid and the mails inside it can read of the retailer (as <c>mail</c>): text that is ready to place.</summary>
/// <param name="OnColour">White or near-black: what can be read on the brand's colour.</param>
internal sealed record MailFrame(
    string Subject, string Lang, string Brand, string Colour, string OnColour, string Font, string Radius, string HomeHref,
    string Phone, string Hours, string Email, string Legal, string Address)
{
    internal static MailFrame Of(Retailer retailer, string subject, PublicAddress address) => new(
        subject, retailer.Culture, retailer.Name, retailer.Brand.Colour, Readable(retailer.Brand.Colour), retailer.Brand.Font,
        retailer.Brand.Radius.ToString(CultureInfo.InvariantCulture), address.To("/"),
        retailer.Contact.Phone, retailer.Contact.Hours, retailer.Contact.Email, retailer.Footer.Legal, retailer.Contact.Address);

    // WCAG 2.2, contrast ratio and relative luminance: above 0.18 black is the more readable of the two.
    private static string Readable(string colour)
    {
        static double Linear(double part) => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
        double Part(int at) => Linear(int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0);
        return (0.2126 * Part(1)) + (0.7152 * Part(3)) + (0.0722 * Part(5)) > 0.18 ? "#14161c" : "#ffffff";
    }
}
