using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace OrchardCore.Portal.Scaling;

/// <summary>
/// What the portal tells of itself, by the names of OpenTelemetry: a host listens to the meter and the source (docs/scale.md has them, with the
/// questions that they answer). Retailers are a tag, people and accounts never.
/// </summary>
public static class Telemetry
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "OrchardCore.Portal";

    internal static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> ImportRows = Meter.CreateCounter<long>("portal.import.rows", "{row}", "Rows of imports, by what became of them.");
    private static readonly Histogram<double> ImportDuration = Meter.CreateHistogram<double>("portal.import.duration", "s", "From a file's arrival to its end, applied or refused.");
    private static readonly Histogram<double> WebhookLag = Meter.CreateHistogram<double>("portal.webhook.lag", "s", "From Stripe's event to the end of acting on it.");
    private static readonly Counter<long> Mails = Meter.CreateCounter<long>("portal.mail.attempts", "{attempt}", "Attempts to deliver a mail, by outcome.");
    private static readonly Counter<long> Payments = Meter.CreateCounter<long>("portal.payments", "{payment}", "Payments by the state that they came to.");

    internal static void ImportEnded(string retailer, string outcome, TimeSpan took, long added, long changed, long unchanged, long refused)
    {
        ImportDuration.Record(took.TotalSeconds, new("retailer", retailer), new("outcome", outcome));
        foreach (var (what, rows) in new[] { ("added", added), ("changed", changed), ("unchanged", unchanged), ("refused", refused) })
            if (rows > 0) ImportRows.Add(rows, new("retailer", retailer), new("outcome", what));
    }

    internal static void WebhookDone(string retailer, TimeSpan lag) => WebhookLag.Record(lag.TotalSeconds, new KeyValuePair<string, object?>("retailer", retailer));
    internal static void MailTried(string retailer, string outcome) => Mails.Add(1, new("retailer", retailer), new("outcome", outcome));
    internal static void PaymentBecame(string retailer, string state) => Payments.Add(1, new("retailer", retailer), new("state", state));

    /// <summary>A piece of work of a retailer's, as a span.</summary>
    internal static Activity? Begin(string name, string retailer)
    {
        var activity = Source.StartActivity(name);
        activity?.SetTag("retailer", retailer);
        return activity;
    }
}
