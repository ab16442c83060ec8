using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Notifications;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Payments.Gateway;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;
using Stripe;

namespace OrchardCore.Portal.BackOffice.Payments;

/// <summary>The retailer's Stripe keys: they go in, are tried at Stripe, and are never shown again.</summary>
internal static class StripeKeysPage
{
    private const string Path = "/admin/payments/keys";

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet(Path, (HttpContext context, Work work, CancellationToken stop) => work.ToPageAsync(context, null, stop)).AfterProof().ForOffice(Policies.ManageKeys);
        portal.MapPost(Path, Save).AfterProof().ForOffice(Policies.ManageKeys).LimitedByPerson(new Limit("stripe-keys", 30, TimeSpan.FromMinutes(10)));
        portal.MapPost(Path + "/remove", Remove).AfterProof().ForOffice(Policies.ManageKeys);
    }

    private static async Task<IResult> Save(HttpContext context, Work work, Notices notices, CancellationToken stop)
    {
        var form = work.Ask(await Form.SentAsync(context, stop));
        if (!form.IsGood) return await work.ToPageAsync(context, form, stop);
        if (await work.SaveAsync(form, context.User.Identity?.Name ?? "", stop) is { } problem)
        {
            form.RefuseAll(problem);
            return await work.ToPageAsync(context, form, stop);
        }
        notices.Put(context, "good", "Stripe knows the keys, and they are saved. Customers can pay now.");
        return TypedResults.LocalRedirect(Links.To(Path));
    }

    private static async Task<IResult> Remove(HttpContext context, SaveKeys keys, AuditTrail trail, Notices notices, ILoggerFactory logs, CancellationToken stop)
    {
        if ((await Form.SentAsync(context, stop))["sure"] != "true")
        {
            notices.Put(context, "warn", "Nothing is removed: tick that you are sure.");
            return TypedResults.LocalRedirect(Links.To(Path));
        }
        await keys.RemoveAsync(stop);
        await trail.NoteNowAsync("Stripe keys", "Removed", "Stripe keys", Path);
        logs.CreateLogger(typeof(StripeKeysPage)).KeysRemoved(context.User.Identity?.Name ?? "");
        notices.Put(context, "good", "The keys are removed. Customers see your other ways to pay.");
        return TypedResults.LocalRedirect(Links.To(Path));
    }

    internal sealed class Work(PortalDb db, SaveKeys keys, ChangeOfAccount change, AuditTrail trail, KeyVault vault, PublicAddress address, RetailerScope scope, RetailerCalendar calendar, IOptions<PortalOptions> options, ILogger<Work> log)
    {
        private bool HasPlatform => options.Value.Payments.PlatformSecretKey != "";

        public Form Ask(Form form)
        {
            form.Field(new FormField("secret", "Secret or restricted key", "password") { Autocomplete = "off", Maxlength = "300", Hint = "Begins with sk_ or rk_. Leave it empty to keep the one that is saved." });
            form.Field(new FormField("publishable", "Publishable key") { Autocomplete = "off", Maxlength = "300", Hint = "Begins with pk_." });
            form.Field(new FormField("webhook", "Webhook signing secret", "password") { Autocomplete = "off", Maxlength = "300", Hint = "Begins with whsec_. Leave it empty, and the portal makes the webhook at Stripe by itself." });
            if (HasPlatform) form.Field(new FormField("connected", "Connected account") { Autocomplete = "off", Maxlength = "100", Hint = "Begins with acct_; in place of a secret key." });
            if (form.Raw("other") != "") form.Field(OtherAccount);
            if (!form.IsSent) return form;
            var (secret, publishable, webhook, connected) = (form.Raw("secret").Trim(), form["publishable"], form.Raw("webhook").Trim(), form["connected"]);
            if (secret != "" && !(secret.StartsWith("sk_", StringComparison.Ordinal) || secret.StartsWith("rk_", StringComparison.Ordinal))) form.Refuse("secret", "A secret key begins with sk_live_ or sk_test_, a restricted one with rk_.");
            if (publishable != "" && !publishable.StartsWith("pk_", StringComparison.Ordinal)) form.Refuse("publishable", "A publishable key begins with pk_live_ or pk_test_.");
            if (webhook != "" && !webhook.StartsWith("whsec_", StringComparison.Ordinal)) form.Refuse("webhook", "A signing secret begins with whsec_.");
            if (connected != "" && !connected.StartsWith("acct_", StringComparison.Ordinal)) form.Refuse("connected", "A connected account begins with acct_.");
            if (connected != "" && secret != "") form.Refuse("connected", "Give either a key of your own or a connected account, not both.");
            if (secret.Length > 8 && publishable.Length > 8 && secret[3..7] != publishable[3..7]) form.Refuse("publishable", "One key is for test mode and the other is live. Take both from the same page of your Stripe dashboard.");
            return form;
        }

        private static FormField OtherAccount => new("other", "Yes, go to the other Stripe account", "checkbox");

        private string LetGo(KeptAtStripe kept) => $"{Counted(kept.Methods, "saved card or bank account is forgotten", "saved cards and bank accounts are forgotten")}, AutoPay ends for {Counted(kept.AutoPays, "account", "accounts")}, "
            + Counted(kept.Payments, "payment that is not finished can then only be looked up in the old account", "payments that are not finished can then only be looked up in the old account");

        private string Warning(KeptAtStripe kept) =>
            $"Nothing is saved yet. These keys lead to another Stripe account than before, or to its other mode, and what the old one keeps cannot be used with them: {LetGo(kept)}. The customers are told by mail. If you want that, give the keys again and tick the box.";

        private string Counted(int count, string one, string many) => scope.Current.Wording.Count(count, one, many);

        /// <returns>Nothing where they are saved; else what is wrong.</returns>
        public async Task<string?> SaveAsync(Form form, string who, CancellationToken stop)
        {
            var held = await db.StripeKeys.AsNoTracking().SingleOrDefaultAsync(stop);
            var (secret, connected, webhook) = (form.Raw("secret").Trim(), form["connected"], form.Raw("webhook").Trim());
            var changes = secret != "" || connected != "";
            if (!changes && held is null) return HasPlatform ? "Give a secret key or a connected account." : "Give a secret key.";
            if (!changes) (secret, connected) = (vault.Open(held!.SecretSealed), held.ConnectedAccount);
            // The secret of a webhook belongs to the account that it was made in.
            if (webhook == "" && !changes) webhook = vault.Open(held!.WebhookSealed);
            var account = new StripeAccount(secret == "" ? options.Value.Payments.PlatformSecretKey : secret, webhook, connected);
            if (account.IsSandbox && options.Value.Payments.SandboxAddress is null) return "That is a key of the sandbox, which this host does not use.";
            if (await keys.TryAsync(account, stop) is { } refused) return refused;
            var kept = await change.KeptAsync(stop);
            var leaves = false;
            try
            {
                leaves = changes && await change.IsOtherAsync(account, stop);
            }
            catch (Exception fault) when (StripeFault.Is(fault, stop))
            {
                return "Stripe did not let the portal look whether this is the same account as before. A restricted key needs to read Customers and Checkout Sessions.";
            }
            if (leaves && !kept.IsNothing && form["other"] != "true")
            {
                form.Field(OtherAccount);
                return Warning(kept);
            }
            if (webhook == "")
            {
                try
                {
                    webhook = await keys.MakeWebhookAsync(account, stop);
                }
                catch (Exception fault) when (StripeFault.Is(fault, stop) || fault is InvalidOperationException)
                {
                    log.WebhookRefused(StripeFault.KindOf(fault));
                    var why = fault is StripeException { StripeError.Message: { Length: > 0 } said } ? $" Stripe says: {said}" : "";
                    return $"Stripe knows the key, but would not make the webhook.{why} Make one by hand in your Stripe dashboard (the address is on this page), and give its signing secret here.";
                }
            }
            trail.Note("Stripe keys", leaves ? "Changed to another Stripe account" : "Saved", account.IsSandbox ? "Keys of the sandbox" : "Stripe keys", Path,
                detail: string.Join(". ", new[] { connected == "" ? "" : $"Connected account {connected}", leaves ? LetGo(kept) : "" }.Where(part => part != "")));
            await keys.SaveAsync(new GivenKeys(secret, form["publishable"] is { Length: > 0 } given ? given : held?.PublishableKey ?? "", webhook, connected), who, stop, leaves);
            log.KeysSaved(who);
            return null;
        }

        public async Task<IResult> ToPageAsync(HttpContext context, Form? form, CancellationToken stop)
        {
            var held = await db.StripeKeys.AsNoTracking().SingleOrDefaultAsync(stop);
            var last = await db.StripeEvents.AsNoTracking().OrderByDescending(one => one.ReceivedAt).Select(one => (DateTime?)one.ReceivedAt).FirstOrDefaultAsync(stop);
            var said = new OfficeTime(scope.Current.Wording, calendar);
            return new Page<Model>("BackOffice/Payments/StripeKeysPage", "Stripe keys", new Model(
                (form ?? Ask(Form.Fresh(context))).ToPage(Path, "Try and save"), Links.To("/admin/payments"), held is not null,
                held switch { null => "", { ConnectedAccount: not "" } => $"Connected account {held.ConnectedAccount}", _ => $"Key ending {held.SecretTail}" },
                held is null ? "" : held.IsLive ? "Live" : "Test mode", held is null ? "" : $"{said.Of(held.SavedAt)}, {held.SavedBy}",
                Webhook(), last is { } at ? said.Of(at) : "None yet", SaveKeys.Events, Links.To(Path + "/remove"), RemoveNote(await change.KeptAsync(stop))), frame: FrameKind.Office);
        }

        private string RemoveNote(KeptAtStripe kept) => kept.AutoPays == 0 ? "Customers then see your other ways to pay."
            : $"Customers then see your other ways to pay. AutoPay ends for {Counted(kept.AutoPays, "account", "accounts")}, and they are told by mail.";

        private string Webhook()
        {
            try
            {
                return address.To(StripeWebhook.Path);
            }
            catch (InvalidOperationException)
            {
                return StripeWebhook.Path;   // the host's own address is not set; the page is still of use
            }
        }
    }

    internal sealed record Model(
        FormPage Form, string BackHref, bool Saved, string Key, string Mode, string SavedAt, string Webhook, string LastEvent, IReadOnlyList<string> Events, string RemoveAction, string RemoveNote);
}

internal static partial class StripeKeysPageLog
{
    [LoggerMessage(2150, LogLevel.Information, "Stripe keys were saved by {Who}")]
    public static partial void KeysSaved(this ILogger log, string who);

    [LoggerMessage(2151, LogLevel.Information, "Stripe keys were removed by {Who}")]
    public static partial void KeysRemoved(this ILogger log, string who);

    [LoggerMessage(2152, LogLevel.Warning, "Stripe would not make a webhook: {Fault}")]
    public static partial void WebhookRefused(this ILogger log, string fault);
}
