using Stripe;

namespace OrchardCore.Portal.Payments.Gateway;

/// <summary>What went wrong with Stripe, for a log: its codes and request id, never its message, which may hold an address or a name.</summary>
internal static class StripeFault
{
    /// <summary>Whether Stripe refused, or could not be reached: what a screen can say in words.</summary>
    public static bool Is(Exception fault, CancellationToken stop) => fault is StripeException or HttpRequestException || fault is TaskCanceledException && !stop.IsCancellationRequested;

    public static string KindOf(Exception fault) => fault switch
    {
        StripeException { StripeError: { } error } stripe => $"{(int)stripe.HttpStatusCode} {error.Type} {error.Code} {error.Param} {stripe.StripeResponse?.RequestId}",
        StripeException stripe => $"{(int)stripe.HttpStatusCode} {stripe.StripeResponse?.RequestId}",
        _ => fault.GetType().Name,
    };
}
