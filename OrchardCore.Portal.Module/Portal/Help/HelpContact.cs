using Microsoft.AspNetCore.Http;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Help;

/// <summary>"Still need help?": a message of the fitting type, and every other way to reach the retailer.</summary>
internal sealed record HelpContact(string Href, IReadOnlyList<HelpContact.Way> Ways)
{
    /// <param name="read">The answer that was read; null where none was.</param>
    public static HelpContact Of(Retailer retailer, Answer? read)
    {
        var contact = retailer.Contact;
        var href = Links.To("/contact") + (read is null ? "" : QueryString.Create("type", HelpTopic.MessageTypeOf(read)));
        Way?[] ways =
        [
            contact.Phone == "" ? null : new("phone", contact.Phone, contact.Hours, Tel(contact.Phone)),
            contact.EmergencyPhone == "" ? null : new("triangle-alert", contact.EmergencyPhone, "Faults and emergencies, day and night", Tel(contact.EmergencyPhone)),
            contact.Email == "" ? null : new("mail", contact.Email, "By e-mail", "mailto:" + contact.Email),
            contact.Interpreter == "" ? null : new("languages", contact.Interpreter, "Interpreter, free of charge", Tel(contact.Interpreter)),
            contact.Relay == "" ? null : new("message-square", contact.Relay, "National Relay Service, if you find it hard to hear or speak on the phone", Tel(contact.Relay)),
            contact.Address == "" ? null : new("map-pin", contact.Address, "By post", ""),
        ];
        // Beside an answer the two numbers are enough; the whole list stands below all answers.
        return new(href, [.. ways.OfType<Way>().Take(read is null ? ways.Length : 2)]);
    }

    private static string Tel(string phone) => "tel:" + string.Concat(phone.Where(c => char.IsAsciiDigit(c) || c == '+'));

    /// <param name="Href">Empty where there is nothing to follow.</param>
    internal sealed record Way(string Icon, string Title, string Text, string Href);
}
