using System.Text;
using Hangfire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using Stripe;

namespace OrchardCore.Portal.Payments.Gateway;

/// <summary>
/// Where Stripe tells that something happened: one address a retailer, with that retailer's secret. The signature is checked over the raw body,
/// the event is stored once by its id, and Stripe has its 200 before anything is done with it.
/// </summary>
internal static class StripeWebhook
{
    public const string Path = "/webhooks/stripe";

    private const int LongestBody = 512 << 10;
    private const long ToleranceSeconds = 300;   // Stripe's own default against replays

    // Counts refusals only: Stripe may send as much as it has.
    private static readonly Limit Refusals = new("stripe-webhook", 60, TimeSpan.FromMinutes(1));

    public static void Map(IEndpointRouteBuilder portal) => portal.MapPost(Path, Receive).AllowAnonymous().DisableAntiforgery();

    private static async Task<IResult> Receive(
        HttpContext context, StripeAccounts accounts, PortalDb db, RetailerScope scope, RateLimits limits, TimeProvider clock, IBackgroundJobClient jobs, ILoggerFactory logs, CancellationToken stop)
    {
        var log = logs.CreateLogger(typeof(StripeWebhook));
        var network = RateLimitEndpoints.NetworkOf(context);
        if (!await limits.HasTryAsync(Refusals, scope.Current, network)) return RateLimitEndpoints.TooMany(context, Refusals);

        if (await accounts.FindAsync(stop) is not { WebhookSecret: not "" } account) return await RefusedAsync("no webhook secret is set");
        if (await BodyAsync(context.Request, stop) is not { } body) return await RefusedAsync("it is too large");
        if (Read(body, context.Request.Headers["Stripe-Signature"].ToString(), account, clock, out var why) is not { } told) return await RefusedAsync(why);

        var row = Row(told, clock.GetUtcNow().UtcDateTime);
        if (await AddAsync(db, row, stop))
        {
            log.Received(row.Id, row.Type);
            jobs.Enqueue<ActOnEvents>(job => job.RunAsync(scope.Current.Id, CancellationToken.None));
        }
        return TypedResults.Ok();

        async Task<BadRequest> RefusedAsync(string reason)
        {
            await limits.TakeAsync(Refusals, scope.Current, network);
            log.Refused(scope.Current.Id, reason);
            return TypedResults.BadRequest();
        }
    }

    private static async Task<string?> BodyAsync(HttpRequest request, CancellationToken stop)
    {
        if (request.ContentLength > LongestBody) return null;
        using var body = new MemoryStream();
        var buffer = new byte[16 << 10];
        for (int count; (count = await request.Body.ReadAsync(buffer, stop)) > 0;)
        {
            if (body.Length + count > LongestBody) return null;
            body.Write(buffer, 0, count);
        }
        return Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);
    }

    private static Event? Read(string body, string signature, StripeAccount account, TimeProvider clock, out string why)
    {
        why = "";
        try
        {
            // Newer and older versions of the API are welcome: only ids are taken from the event.
            var told = EventUtility.ConstructEvent(body, signature, account.WebhookSecret, ToleranceSeconds, clock.GetUtcNow().ToUnixTimeSeconds(), throwOnApiVersionMismatch: false);
            if (told is { Id.Length: > 0 and < 256, Type.Length: > 0 and < 256 }) return told;
            why = "it is not an event";
        }
        catch (StripeException)
        {
            why = "its signature or time is wrong";
        }
        catch (Exception fault) when (fault is Newtonsoft.Json.JsonException or System.Text.Json.JsonException or ArgumentException or FormatException or InvalidCastException or InvalidOperationException or NullReferenceException)
        {
            why = "it cannot be read";   // signed, so it is Stripe's; what the library makes of a strange body is not ours to choose
        }
        return null;
    }

    private static StripeEvent Row(Event told, DateTime now)
    {
        var (id, intent, metadata) = told.Data?.Object switch
        {
            Stripe.Checkout.Session session => (session.Id, session.PaymentIntentId, session.Metadata),
            PaymentIntent payment => (payment.Id, payment.Id, payment.Metadata),
            Charge charge => (charge.Id, charge.PaymentIntentId, charge.Metadata),
            Refund refund => (refund.Id, refund.PaymentIntentId, null),
            Dispute dispute => (dispute.Id, dispute.PaymentIntentId, null),
            IHasId other => (other.Id, null, null),
            _ => ("", null, null),
        };
        return new StripeEvent
        {
            Id = told.Id,
            Type = told.Type,
            ObjectId = id ?? "",
            IntentId = intent ?? "",
            AttemptId = StripeReader.AttemptOf(metadata),
            SentAt = told.Created,
            ReceivedAt = now,
            DueAt = now,
        };
    }

    /// <returns>False where the event is known.</returns>
    private static async Task<bool> AddAsync(PortalDb db, StripeEvent row, CancellationToken stop)
    {
        if (await db.StripeEvents.AnyAsync(one => one.Id == row.Id, stop)) return false;
        db.StripeEvents.Add(row);
        try
        {
            await db.SaveChangesAsync(stop);
            return true;
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            if (await db.StripeEvents.AnyAsync(one => one.Id == row.Id, stop)) return false;   // it came twice at once
            throw;
        }
    }
}

internal static partial class StripeWebhookLog
{
    [LoggerMessage(2120, LogLevel.Information, "Stripe event {EventId} ({Type}) received")]
    public static partial void Received(this ILogger log, string eventId, string type);

    [LoggerMessage(2121, LogLevel.Warning, "A webhook call for {Retailer} was refused: {Reason}")]
    public static partial void Refused(this ILogger log, string retailer, string reason);
}
