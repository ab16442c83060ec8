using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.ContactUs;

internal static class ContactWords
{
    /// <summary>The message type as it was called when the ticket was opened.</summary>
    public static string TypeOf(ContactLog log, Wording words) => log.TypeLabel != "" ? log.TypeLabel : words.Word(MessageTypes.Of(log.Type).Label);

    /// <summary>What a notice says after a ticket was opened.</summary>
    public static string Thanks(ContactLog log, Wording words, RetailerCalendar calendar) =>
        $"Thank you. Your reference is {log.Reference}. {StatusWords.Of(log, words, calendar).Next}";

    /// <summary>The same where the ticket's own page, which says what comes next, is shown with it.</summary>
    public static string Sent(ContactLog log) => $"Thank you. Your reference is {log.Reference}.{(log.IsPrivate ? "" : " We have sent you an e-mail too.")}";

    public const string TooMany = "You have written to us many times in the past hour. Please wait a little, or call us.";
}
