using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.ContactUs;

/// <summary>What is to be read before the form; the phone first where it is urgent.</summary>
internal sealed record AdvicePage(string Title, string Text, bool Urgent, string Phone, string PhoneHref, string Href, string Label)
{
    public static AdvicePage Of(Advice advice, Retailer retailer)
    {
        var phone = retailer.Contact.EmergencyPhone != "" ? retailer.Contact.EmergencyPhone : retailer.Contact.Phone;
        return new(retailer.Wording.Word(advice.Title), retailer.Wording.Word(advice.Text), advice.IsUrgent && phone != "", phone, WayPage.Dial(phone),
            advice.Href == "" ? "" : Links.To(advice.Href), retailer.Wording.Word(advice.Label));
    }
}

/// <summary>Another way to reach the retailer.</summary>
internal sealed record WayPage(string Icon, string Title, string Text, string Href)
{
    public static IReadOnlyList<WayPage> Of(Retailer retailer)
    {
        var contact = retailer.Contact;
        WayPage[] all =
        [
            new("phone", contact.Phone, contact.Hours, Dial(contact.Phone)),
            new("triangle-alert", contact.EmergencyPhone, "Faults and emergencies, day and night", Dial(contact.EmergencyPhone)),
            new("mail", contact.Email, "By e-mail", $"mailto:{contact.Email}"),
            new("languages", contact.Interpreter, "Interpreter", Dial(contact.Interpreter)),
            new("message-square", contact.Relay, "National Relay Service", Dial(contact.Relay)),
            new("map-pin", contact.Address, "By post", ""),
        ];
        return [.. all.Where(way => way.Title != "").Select(way => way with { Text = retailer.Wording.Word(way.Text) })];
    }

    public static string Dial(string phone) => "tel:" + string.Concat(phone.Where(sign => char.IsAsciiDigit(sign) || sign == '+'));
}

/// <summary>How a complaint goes on, and who else may look at it: told with every complaint.</summary>
internal sealed record ComplaintPage(string Title, IReadOnlyList<string> Steps, string Ombudsman, string OmbudsmanHref, string OmbudsmanPhone, string OmbudsmanDial)
{
    public static ComplaintPage Of(Retailer retailer, ContactLog log, RetailerCalendar calendar) =>
        Of(retailer, log.AnswerIn, log.InHours, log.Status.IsOver() ? "" : ClockWords.By(log.PromisedOn, log.PromisedAt, retailer.Wording, calendar));

    /// <param name="within">Business days, or hours.</param>
    /// <param name="by">What this comes to; empty where it is over.</param>
    public static ComplaintPage Of(Retailer retailer, int within, bool inHours, string by)
    {
        var words = retailer.Wording;
        var meant = words.Word(inHours ? "Business hours are those in which we are open, without public holidays." : "Business days are Monday to Friday, without public holidays.");
        return new ComplaintPage(words.Word("Your complaint, step by step"),
            [
                words.Word("We confirm within one business day that we have it."),
                $"{words.Word("We look into it, and give you an outcome with our reasons within")} {ClockWords.Within(within, inHours, words)}{(by == "" ? "" : $": {words.Word("by")} {by}")}. {meant}",
                words.Word("If you do not agree, ask here for a team leader to look again."),
            ],
            retailer.Ombudsman?.Name ?? "", retailer.Ombudsman?.Href ?? "", retailer.Ombudsman?.Phone ?? "", WayPage.Dial(retailer.Ombudsman?.Phone ?? ""));
    }
}

internal sealed record ChipPage(string Text, string Tone);
