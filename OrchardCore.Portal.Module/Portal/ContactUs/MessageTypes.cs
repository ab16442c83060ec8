namespace OrchardCore.Portal.ContactUs;

/// <summary>
/// The starter pack of the Message Type drop-down, in its order; a retailer's own is <see cref="MessageCatalog"/>. The clocks are the portal's proposals; a regulator's are longer
/// (Western Australia: 20 business days for a complaint's outcome, Code of Conduct for the Supply of Electricity to Small Use Customers).
/// </summary>
internal static class MessageTypes
{
    public const string FinalRead = "final-read";
    public const string MeterRead = "meter-read";
    public const string Details = "details";
    public const string General = "general";
    public const string Complaint = "complaint";

    /// <summary>The question of a complaint that makes its ticket urgent, if it is answered.</summary>
    public const string Urgent = "urgent";

    public static readonly IReadOnlyList<MessageType> All = [.. AboutBills(Feedback), .. AboutBills(BillsAndPayments), .. AboutBills(HelpToPay), .. Moving, .. Metering, .. Supply, .. YourAccount];

    private static readonly Dictionary<string, MessageType> ByKey = All.ToDictionary(type => type.Key);

    /// <summary>The starter pack's of that key; null where there is none.</summary>
    public static MessageType? Find(string key) => ByKey.GetValueOrDefault(key);

    /// <summary>The type of a stored ticket; one that left the catalogue since is told in the general words.</summary>
    public static MessageType Of(string key) => ByKey.GetValueOrDefault(key) ?? ByKey[General];

    private static IEnumerable<MessageType> AboutBills(IEnumerable<MessageType> types) => types.Select(type => type with { AsksStatement = true });

    private static IEnumerable<MessageType> Feedback =>
    [
        new("general", "A question", "Questions and feedback", "Your question", AnswerIn: 2)
        {
            Questions = [Question.Pick("topic", "Topic", needed: false, "Bills and payments", "My service", "Usage", "My account", "This website", "Something else")],
        },
        new("complaint", "A complaint", "Questions and feedback", "Your complaint", AnswerIn: 15)
        {
            IsComplaint = true,
            Advice = new("How we handle complaints", "We tell you within one business day that we have it. You get an outcome and our reasons. If you do not agree, ask for a team leader to look again."),
            Questions =
            [
                Question.Pick(ComplaintCategories.Question, "Subject of the complaint", needed: true, [.. ComplaintCategories.All]),
                Question.Lines("outcome", "Outcome that you want", hint: "What would put it right?"),
                Question.Line("earlier", "Earlier reference", hint: "If you have written to us about this before."),
                Question.Pick(Urgent, "Reason why it is urgent", needed: false, "I cannot pay my bills", "Somebody here depends on life support", "I have been or may be disconnected"),
            ],
        },
        new("feedback", "Feedback or a compliment", "Questions and feedback", "Your feedback", AnswerIn: 5)
        {
            Questions = [Question.Pick("rating", "Rating", needed: false, "5, very good", "4, good", "3, neither", "2, poor", "1, very poor")],
        },
    ];

    private static IEnumerable<MessageType> BillsAndPayments =>
    [
        new("billing", "A bill that looks wrong", "Bills and payments", "Query of a bill", AnswerIn: 15)
        {
            Advice = new("While we look into it", "Pay the part that you do not dispute by its due date. We do not chase the disputed part meanwhile."),
            Questions =
            [
                Question.Pick("reason", "Reason", needed: true, "Higher than I expected", "The reading looks wrong", "The price or plan looks wrong", "A charge I do not know", "A payment is missing", "A concession is missing", "The dates are wrong", "Something else"),
                Question.Line("charges", "Charges concerned", hint: "Their descriptions, as on the bill."),
                Question.Amount("disputed", "Amount that you dispute"),
            ],
        },
        new("payment-advice", "I have paid", "Bills and payments", "Advice of a payment", AnswerIn: 1)
        {
            Said = new Dictionary<ContactStatus, string> { [ContactStatus.Resolved] = "Payment found", [ContactStatus.Rejected] = "Payment not found" },
            Questions =
            [
                Question.Pick("method", "Payment method", needed: true, "Card", "Direct debit", "BPAY", "Bank transfer", "Post office", "Cheque", "Centrepay", "Something else"),
                Question.Day("paid-on", "Day of the payment", Answer.PastDay, needed: true),
                Question.Amount("amount", "Amount", needed: true),
                Question.Line("receipt", "Receipt or reference number", hint: "Never a card number."),
            ],
        },
        new("direct-debit", "A direct debit or card problem", "Bills and payments", "Direct debit or card problem", AnswerIn: 1)
        {
            Questions =
            [
                Question.Pick("problem", "Problem", needed: true, "It was not taken", "It was taken twice", "It was sent back", "The wrong amount", "Change or stop it"),
                Question.Day("taken-on", "Day of the payment", Answer.AnyDay),
            ],
        },
        new("refund", "Refund of a credit", "Bills and payments", "Refund of a credit", AnswerIn: 10)
        {
            IsRequest = true,
            Advice = new("Your bank details", "Do not write them here. We ask for them when the refund is approved, in a way that is safe."),
            Said = new Dictionary<ContactStatus, string> { [ContactStatus.Resolved] = "Approved", [ContactStatus.Rejected] = "Not approved" },
            Questions = [Question.Amount("amount", "Amount", hint: "Leave it empty for all of your credit.")],
        },
        new("estimated-bill", "Adjust my estimated bill", "Bills and payments", "Adjustment of an estimated bill", AnswerIn: 3)
        {
            IsRequest = true,
            Advice = new("Before the due date", "Read your meter and send the reading before the bill is due: we then make the bill anew. If we cannot, we tell you why."),
            Said = new Dictionary<ContactStatus, string> { [ContactStatus.Resolved] = "Billed again" },
            Questions = [Question.Day("read-on", "Day of the reading", Answer.PastDay, needed: true), Question.Lines("readings", "Meter reading", needed: true, hint: "For each register of the meter, its name and all its digits.")],
        },
    ];

    private static IEnumerable<MessageType> HelpToPay =>
    [
        new("payment-extension", "More time to pay", "Help to pay", "More time to pay", AnswerIn: 1)
        {
            IsRequest = true,
            Said = new Dictionary<ContactStatus, string> { [ContactStatus.Resolved] = "Approved", [ContactStatus.Rejected] = "Declined" },
            Questions = [Question.Day("pay-on", "Day on which you can pay", Answer.ComingDay, needed: true)],
        },
        new("hardship", "Trouble paying", "Help to pay", "Help to pay", AnswerIn: 1)
        {
            IsRequest = true,
            Priority = ContactPriority.High,
            Advice = new("You are not alone with this", "Tell us as much or as little as you like. We stop collecting at once, and somebody who is trained for it calls you within one business day."),
            Said = new Dictionary<ContactStatus, string> { [ContactStatus.Resolved] = "Plan agreed" },
            Questions =
            [
                Question.Amount("afford", "Amount that you can pay"),
                Question.Pick("how-often", "How often", needed: false, "Every week", "Every fortnight", "Every month"),
                Question.Pick("reason", "Reason", needed: false, "Unemployment", "Reduced income", "Illness", "A death in the family", "Separation or family circumstances", "Something else", "I would rather not say"),
                Question.Tick("centrepay", "I would like to pay by Centrepay"),
                Question.Tick("counsellor", "I would like to talk to a financial counsellor; it is free"),
            ],
        },
        new("concession", "A concession or rebate", "Help to pay", "Concession", AnswerIn: 5)
        {
            IsRequest = true,
            Said = new Dictionary<ContactStatus, string> { [ContactStatus.Resolved] = "Applied", [ContactStatus.Rejected] = "Not eligible" },
            Questions =
            [
                Question.Pick("card", "Kind of card", needed: true, "Pensioner Concession Card", "Health Care Card", "Low Income Health Care Card", "Commonwealth Seniors Health Card", "DVA Gold Card", "DVA Pensioner Concession Card", "Something else"),
                Question.Line("card-number", "Number of the concession card", needed: true, hint: "As printed, for example 123 456 789A. Never a bank card."),
                Question.Line("name-on-card", "Name on the card", needed: true),
                Question.Day("expires-on", "Day on which it ends", Answer.ComingDay),
                Question.Tick("consent", "You may check my card with Services Australia or Veterans' Affairs"),
            ],
        },
    ];

    private static IEnumerable<MessageType> Moving =>
    [
        new("move-in", "Moving in", "Moving", "Moving in", AnswerIn: 1)
        {
            IsRequest = true,
            Said = new Dictionary<ContactStatus, string> { [ContactStatus.Resolved] = "Connected" },
            Questions =
            [
                Question.Lines("address", "New address", needed: true),
                Question.Day("date", "Day of moving in", Answer.ComingDay, needed: true),
                Question.Tick("life-support", "Somebody at the address depends on life support equipment"),
                Question.Line("access", "Access to the meter", hint: "A locked gate, a dog, a key?"),
            ],
        },
        new("move-out", "Moving out or closing a service", "Moving", "Moving out", AnswerIn: 1)
        {
            IsRequest = true,
            Advice = new("Give us your final read", "For a service with a meter, open Services and press Final read: it takes two minutes and gets you the right final bill.", Href: "/services", Label: "Go to Services"),
            Questions =
            [
                Question.Day("date", "Day of moving out", Answer.ComingDay, needed: true),
                Question.Lines("address", "Forwarding address", needed: true, hint: "Where the final bill goes."),
                Question.Line("access", "Access to the meter"),
            ],
        },
        new("transfer", "Moving from one address to another", "Moving", "Moving home", AnswerIn: 1)
        {
            IsRequest = true,
            Questions =
            [
                Question.Day("out-on", "Last day at the old address", Answer.ComingDay, needed: true),
                Question.Lines("address", "New address", needed: true),
                Question.Day("in-on", "First day at the new address", Answer.ComingDay, needed: true),
                Question.Tick("life-support", "Somebody at the new address depends on life support equipment"),
            ],
        },
        new(FinalRead, "Final read", "Moving", "Final read", AnswerIn: 1)
        {
            IsRequest = true, IsOffered = false,
            Said = new Dictionary<ContactStatus, string> { [ContactStatus.Resolved] = "Read accepted", [ContactStatus.WaitingForCustomer] = "We have a question", [ContactStatus.Rejected] = "Read not accepted" },
        },
    ];

    private static IEnumerable<MessageType> Metering =>
    [
        new(MeterRead, "My own meter reading", "Meters and usage", "Your meter reading", AnswerIn: 2)
        {
            Said = new Dictionary<ContactStatus, string> { [ContactStatus.Resolved] = "Read accepted", [ContactStatus.Rejected] = "Read not accepted" },
            Questions = [Question.Day("read-on", "Day of the reading", Answer.PastDay, needed: true), Question.Lines("readings", "Meter reading", needed: true, hint: "For each register of the meter, its name and all its digits.")],
        },
        new("meter-problem", "A meter problem or test", "Meters and usage", "Meter problem", AnswerIn: 5)
        {
            Advice = new("If you ask for a test", "We tell you what it costs before we book it. If the meter is at fault, it costs you nothing."),
            Questions =
            [
                Question.Pick("symptom", "Symptom", needed: true, "It shows nothing or an error", "It runs too fast", "It stands still", "It is damaged or leaking", "It is not my meter", "I would like a special read", "I would like a test", "Something else"),
                Question.Line("access", "Access to the meter", hint: "A locked gate, a dog, a key?"),
            ],
        },
        new("leak", "High usage or a leak", "Meters and usage", "High usage", AnswerIn: 2)
        {
            Questions = [Question.Day("since", "Day since when", Answer.PastDay), Question.Pick("seen", "What you have seen", needed: false, "Usage that I cannot explain", "A leak that is mended", "A leak that still runs", "Something else")],
        },
    ];

    private static IEnumerable<MessageType> Supply =>
    [
        new("outage", "An outage, fault or hazard", "Supply and safety", "Outage or fault", AnswerIn: 4)
        {
            InHours = true,
            Priority = ContactPriority.High,
            Advice = new("Call first", "Is anybody in danger, do you smell gas, or is a wire down or water near power? Keep away, and call the emergency services, then us. We do not watch this form by night.", IsUrgent: true),
            Questions =
            [
                Question.Pick("what", "What happened", needed: true, "No supply", "Supply comes and goes", "Poor quality or low pressure", "Internet or phone is down", "Damage to our equipment", "Something else"),
                Question.Line("since", "Since when", hint: "Day and time, as well as you know."),
            ],
        },
        new("life-support", "Life support equipment", "Supply and safety", "Life support", AnswerIn: 0)
        {
            IsRequest = true,
            Priority = ContactPriority.Urgent,
            Advice = new("Call us now", "If the equipment is needed within 10 business days, please call: we register it while you are on the line. With this form we register it on the day we read it.", IsUrgent: true),
            Said = new Dictionary<ContactStatus, string> { [ContactStatus.Acknowledged] = "Registered, confirmation needed", [ContactStatus.WaitingForCustomer] = "Registered, confirmation needed", [ContactStatus.Resolved] = "Registered" },
            Questions =
            [
                Question.Line("who", "Name of the person who depends on it", needed: true),
                Question.Pick("equipment", "Equipment", needed: true, "Oxygen concentrator", "Intermittent peritoneal dialysis machine", "Kidney dialysis machine", "Chronic positive airways pressure respirator", "Crigler-Najjar syndrome phototherapy equipment", "Ventilator for life support", "Something else"),
                Question.Day("from", "Day from when it is needed", Answer.AnyDay, needed: true),
                Question.Phone("phone", "Phone number", needed: true),
                Question.Line("doctor", "Doctor or hospital"),
            ],
        },
    ];

    private static IEnumerable<MessageType> YourAccount =>
    [
        new(Details, "Change of details", "Your account", "Change of details", AnswerIn: 2)
        {
            IsRequest = true,
            Advice = new("You can change most of it yourself", "Addresses and phone numbers are under Account Details.", Href: "/account", Label: "Go to Account Details"),
            Said = new Dictionary<ContactStatus, string> { [ContactStatus.Resolved] = "Approved", [ContactStatus.Rejected] = "Not approved" },
            Questions = [Question.Line("old", "What it is now"), Question.Line("new", "What it should be")],
        },
        new("authorised-person", "Add or remove a person", "Your account", "Authorised person", AnswerIn: 2)
        {
            IsRequest = true,
            Questions =
            [
                Question.Pick("deed", "Request", needed: true, "Add a person", "Remove a person"),
                Question.Line("person", "Name of the person", needed: true),
                Question.Pick("level", "What they may do", needed: false, "See the account", "See it and ask for changes", "Everything that I may do"),
                Question.Day("until", "Last day", Answer.ComingDay, hint: "Leave it empty for no end."),
            ],
        },
        new("plan", "Change of plan or product", "Your account", "Change of plan", AnswerIn: 2)
        {
            IsRequest = true,
            Advice = new("You can change your mind", "After you agree to a new plan you have 10 business days to cancel it at no cost."),
            Questions = [Question.Line("plan", "Plan that you want", hint: "If you know it already.")],
        },
        new("privacy", "Privacy or my data", "Your account", "Privacy and data", AnswerIn: 20)
        {
            IsRequest = true,
            Questions = [Question.Pick("kind", "Request", needed: true, "A copy of what you hold about me", "Correct something", "A complaint about privacy", "Close my online access", "Something else")],
        },
        new("safe-account", "Keep my account safe", "Your account", "Private request", AnswerIn: 0)
        {
            IsPrivate = true,
            IsRestricted = true,
            Priority = ContactPriority.Urgent,
            Advice = new("Only you see this", "You need not tell us why, and we ask for no proof. We use no other way to reach you than the one you give here, and send no e-mail about this."),
            Questions =
            [
                Question.Line("channel", "Safe way to reach you", needed: true, hint: "A phone number or an e-mail address that is yours alone."),
                Question.Line("times", "Safe times", needed: true, hint: "For example: weekdays from 10 am to noon."),
            ],
        },
    ];
}
