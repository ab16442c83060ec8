using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.Answers;

/// <summary>Answers that every retailer of energy, water or telecommunications needs, to begin with. "Statement" becomes the retailer's own word.</summary>
internal static class StarterPack
{
    public static readonly IReadOnlyList<(string Slug, string Category, string Question, string Answer)> All =
    [
        ("read-your-statement", "Bills & payments", "How do I read my statement?", "It is a sum, from top to bottom:\n\n- **Previous balance**: what the last statement came to.\n- **Payments** and **adjustments** since then.\n- **Current charges**: what you used in this period.\n- **Current balance**: what you owe now. With a minus sign you are in credit.\n\nUnder [Charges](/charges) you find every line with its units, price and dates."),
        ("higher-than-last-time", "Bills & payments", "Why is my statement higher than last time?", "Look at three things, in this order: the number of **days**, how much you **used**, and the **price**. Open the statement and choose *Explain*: it shows what each of them added, to the cent."),
        ("estimated-statement", "Bills & payments", "Why does my statement say “estimated”?", "Your meter could not be read, so your use was worked out from earlier readings. You can send your own reading from [Services](/services); the next actual reading corrects any difference."),
        ("ways-to-pay", "Bills & payments", "How can I pay?", "Choose [Pay my bill](/pay) to pay by card or bank account. With **AutoPay** each statement is paid on its due date by itself; you get a notice before, and can skip one or stop at any time."),
        ("more-time-to-pay", "Bills & payments", "I cannot pay on time. What can I do?", "Tell us before the due date: [ask for more time](/contact?type=payment-extension). We agree on a new date or on instalments. If things are difficult for longer, ask about our hardship programme: you are not cut off while you keep to what was agreed."),
        ("concessions", "Bills & payments", "How do I get my concession?", "Send us the number of your concession card by [Contact us](/contact). It counts from the day on which you tell us, and shows on your next statement."),
        ("moving-out", "Moving", "I am moving out. What do I do?", "Open [Services](/services) and choose *Move out* at least three business days before. Give your last day and your new address; we take a final reading and send a final statement."),
        ("moving-in", "Moving", "I am moving in. What do I do?", "Tell us your new address and your first day by [Contact us](/contact). Where everything is connected already, nothing needs to be switched on."),
        ("send-a-reading", "Meters & usage", "How do I send a meter reading?", "Open [Services](/services), choose the service and *Submit a read*. Write all digits of each register; a photo helps where a reading is far from the earlier ones."),
        ("see-your-usage", "Meters & usage", "Where do I see how much I use?", "Under [Usage Profile](/usage): by year, month and day, beside the same time last year. Estimated days are marked. You can download all of it."),
        ("change-your-details", "Your account", "How do I change my address, phone or e-mail?", "Under [Account Details](/account). A new e-mail address counts once you have followed the link that we send there."),
        ("no-paper", "Your account", "How do I get statements by e-mail?", "Under [Service Settings](/settings), choose e-mail. You get a message when a statement is issued; it stays in the portal for you to read."),
        ("power-is-out", "Faults & emergencies", "My power, gas or water is off. Whom do I call?", "Call the emergency number at the foot of this page: it is answered day and night. If you smell gas or see a fallen line, keep away and call from outside."),
        ("life-support", "Faults & emergencies", "Somebody at home needs life support equipment", "Call us at once, so that your address is registered. You get a form for the doctor; the supply is not switched off meanwhile."),
        ("complaints", "Complaints & privacy", "How do I make a complaint?", "Write to us by [Contact us](/contact?type=complaint) or call. You get a number at once and an answer by the date that we tell you. If you are not content with it, the ombudsman helps you, free of charge."),
        ("privacy", "Complaints & privacy", "What happens to my data?", "We use what we need to supply and bill you, and give it to others only where the law or the supply asks for it. You may see what we hold and have it corrected: [ask us](/contact)."),
    ];

    public static string Said(string text, Wording words) => text.Replace("Statement", words.Word("Statement"), StringComparison.Ordinal).Replace("statement", words.Word("statement"), StringComparison.Ordinal);
}
