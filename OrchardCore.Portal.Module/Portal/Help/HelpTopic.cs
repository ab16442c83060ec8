namespace OrchardCore.Portal.Help;

/// <summary>Retailers name their categories freely: from the name, what picture and what kind of message fit.</summary>
/// <param name="MessageType">A key of the contact screen's catalogue: "Still need help?" opens it with this type chosen.</param>
internal sealed record HelpTopic(string Icon, string MessageType)
{
    private static readonly HelpTopic Other = new("circle-question-mark", "general-enquiry");

    // In this order: "Help & your rights" is about rights, "Payments" about paying, whatever else the name says.
    private static readonly (string Part, HelpTopic Topic)[] ByPartOfName =
    [
        ("complain", new("megaphone", "complaint")),
        ("pay", new("credit-card", "payment-advice")),
        ("bill", new("receipt", "billing-enquiry")),
        ("statement", new("receipt", "billing-enquiry")),
        ("mov", new("door-open", "move-out")),
        ("fault", new("triangle-alert", "fault")),
        ("outage", new("triangle-alert", "fault")),
        ("safety", new("triangle-alert", "fault")),
        ("meter", new("gauge", "meter-problem")),
        ("usage", new("gauge", "meter-problem")),
        ("right", new("life-buoy", "general-enquiry")),
        ("solar", new("sun", "general-enquiry")),
        ("account", new("user", "general-enquiry")),
    ];

    public static HelpTopic Of(string category) =>
        ByPartOfName.FirstOrDefault(known => category.Contains(known.Part, StringComparison.OrdinalIgnoreCase)).Topic ?? Other;
}
