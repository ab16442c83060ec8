using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.SignIn.Passwords;
using OrchardCore.Portal.SignIn.Sessions;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.SignIn.SecondStep;

/// <summary>Turning the second step on and off, and new recovery codes. Whoever does it has just shown that it is them (OWASP ASVS 5, 7.5.1).</summary>
internal static class SecondStepPage
{
    public const string Path = "/account/second-step";

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet(Path, Show).AfterProof().RequireAuthorization();
        portal.MapPost(Path, TurnOn).AfterProof().RequireAuthorization().Limited(Limits.SignIn);
        portal.MapPost(Path + "/codes", NewCodes).RequireAuthorization().Limited(Limits.SignIn);
        portal.MapPost(Path + "/off", TurnOff).RequireAuthorization().Limited(Limits.SignIn);
    }

    private static async Task<IResult> Show(HttpContext context, Screen screen, CancellationToken stop) =>
        await screen.UserAsync(context, stop) is { } user ? await screen.ToPageAsync(context, user, stop) : TypedResults.NotFound();

    private static async Task<IResult> TurnOn(HttpContext context, Screen screen, SecondFactors factors, SignInSessions sessions, CancellationToken stop)
    {
        if (await screen.UserAsync(context, stop) is not { TwoFactorEnabled: false } user) return TypedResults.LocalRedirect(Links.To(Path));
        var sent = await Form.SentAsync(context, stop);
        if (screen.SecretIn(sent["key"], user) is not { } secret) return TypedResults.LocalRedirect(Links.To(Path));   // an old page: here is a new one
        var form = Screen.AskOn(sent, "");
        var codes = form.IsGood ? await factors.TurnOnAsync(user, secret, form["code"], stop) : null;
        if (codes is null)
        {
            form.Refuse("code", "This is not what the app shows now. Type the newest code; if it is refused again, look whether your phone's clock is right.");
            return await screen.ToPageAsync(context, user, stop, on: form);
        }
        await sessions.EndAllAsync(user.Id, but: null, stop);
        await sessions.StartAsync(context, user, stop);
        return screen.ToCodes(codes, user);
    }

    private static async Task<IResult> NewCodes(HttpContext context, Screen screen, SecondFactors factors, CancellationToken stop)
    {
        if (await screen.UserAsync(context, stop) is not { TwoFactorEnabled: true } user) return TypedResults.LocalRedirect(Links.To(Path));
        var form = Screen.AskCodes(await Form.SentAsync(context, stop));
        if (form.IsGood && await factors.TryAsync(user.Id, form["code"], stop)) return screen.ToCodes(await factors.NewCodesAsync(user, stop), user);
        form.Refuse("code", Screen.Wrong);
        return await screen.ToPageAsync(context, user, stop, codes: form);
    }

    private static async Task<IResult> TurnOff(HttpContext context, Screen screen, SecondFactors factors, PasswordTries tries, SignInSessions sessions, Notices notices, CancellationToken stop)
    {
        if (await screen.UserAsync(context, stop) is not { TwoFactorEnabled: true } user) return TypedResults.LocalRedirect(Links.To(Path));
        var form = Screen.AskOff(await Form.SentAsync(context, stop));
        // The password first: a guess at it must not use up a code.
        if (form.IsGood && await tries.TryAsync(user.Email!, form.Raw("off-password"), stop) is null) form.Refuse("off-password", "This is not your password. After five wrong ones it can be tried again in 15 minutes.");
        if (form.IsGood && !await factors.TryAsync(user.Id, form["off-code"], stop)) form.Refuse("off-code", Screen.Wrong);
        if (!form.IsGood) return await screen.ToPageAsync(context, user, stop, off: form);
        await factors.TurnOffAsync(user, "you", stop);
        await sessions.EndAllAsync(user.Id, SessionCookie.IdOf(context.User), stop);
        notices.Put(context, "good", "The second step is off. Other browsers are signed out.");
        return TypedResults.LocalRedirect(Links.To("/account/password"));
    }

    /// <summary>What the screen is put together from. The key waits, sealed, in the form until a code shows that the app has it.</summary>
    internal sealed class Screen(ChangePassword.Screen people, SecondFactors factors, SealedAsk sealing, RetailerScope scope, RetailerCalendar calendar, TimeProvider clock)
    {
        internal const string Wrong = "That code is not right, or was used before. Wait for the next one in your app.";
        private static readonly TimeSpan KeyLife = TimeSpan.FromHours(1);

        public Retailer Retailer => scope.Current;

        public Task<PortalUser?> UserAsync(HttpContext context, CancellationToken stop) => people.UserAsync(context, stop);

        public string? SecretIn(string key, PortalUser user)
        {
            try
            {
                return key != "" && sealing.Open<Key>(key) is var held && held.UserId == user.Id && held.At > clock.GetUtcNow().UtcDateTime - KeyLife ? held.Secret : null;
            }
            catch (CryptographicException)
            {
                return null;
            }
        }

        public static Form AskOn(Form form, string key) => form.Field(new FormField("key", "Key", "hidden") { Value = key, Maxlength = "2000" })
            .Field(new FormField("code", "Code that the app shows") { Required = true, Maxlength = "20", Autocomplete = "one-time-code", Inputmode = "numeric", Hint = "Six digits." });

        public static Form AskCodes(Form form) => form.Field(new FormField("code", "Code of your app") { Required = true, Maxlength = "20", Autocomplete = "one-time-code" });

        public static Form AskOff(Form form) => form
            .Field(new FormField("off-password", "Password", "password") { Required = true, Autocomplete = "current-password" })
            .Field(new FormField("off-code", "Code of your app, or a recovery code") { Required = true, Maxlength = "20", Autocomplete = "one-time-code" });

        /// <summary>The page with its forms; one that was refused comes as it was sent.</summary>
        public async Task<IResult> ToPageAsync(HttpContext context, PortalUser user, CancellationToken stop, Form? on = null, Form? codes = null, Form? off = null)
        {
            var words = Retailer.Wording;
            var title = words.Word("Second step");
            var needed = StaffRoles.Read(user.Role).Count > 0 && Retailer.StaffNeedSecondStep;
            if (user.TwoFactorEnabled)
            {
                var left = await factors.CodesLeftAsync(user, stop);
                return new Page<OnModel>("SignIn/SecondStep/SecondStepOn", title, new OnModel(title, user.SecondStepSince is { } since ? words.LongDate(calendar.DayOf(since)) : "", words.Count(left, "recovery code is left", "recovery codes are left"), left < 3, needed,
                    (codes ?? AskCodes(Form.Fresh(context))).ToPage(Path + "/codes", words.Word("Make new codes")), (off ?? AskOff(Form.Fresh(context))).ToPage(Path + "/off", words.Word("Turn it off")), Links.To("/account/password")), frame: people.FrameOf(user));
            }
            var secret = (on is null ? null : SecretIn(on["key"], user)) ?? Authenticator.NewSecret();
            var (path, size) = Authenticator.Drawn(Authenticator.Address(secret, Retailer.Name, user.Email!));
            on ??= AskOn(Form.Fresh(context), sealing.Seal(new Key(user.Id, secret, clock.GetUtcNow().UtcDateTime)));
            return new Page<OffModel>("SignIn/SecondStep/SecondStepOff", title, new OffModel(title, needed, path, size, Authenticator.Grouped(secret), Retailer.Name, user.Email!, on.ToPage(Path, words.Word("Turn it on")), Links.To("/account/password")), frame: people.FrameOf(user));
        }

        public IResult ToCodes(IReadOnlyList<string> codes, PortalUser user) => new Page<CodesModel>("SignIn/SecondStep/RecoveryCodes", "Recovery codes", new CodesModel(
            codes, Uri.EscapeDataString($"Recovery codes for {user.Email} at {Retailer.Name}. Each works once.\r\n\r\n{string.Join("\r\n", codes)}\r\n"), $"{Retailer.Id}-recovery-codes.txt", Links.To(StaffRoles.Read(user.Role).Count > 0 ? "/admin" : "/")), frame: people.FrameOf(user));
    }

    internal sealed record Key(Guid UserId, string Secret, DateTime At);
    internal sealed record OffModel(string Title, bool IsNeeded, string QrPath, string QrSize, string Secret, string Issuer, string Email, FormPage Form, string BackHref);
    internal sealed record OnModel(string Title, string Since, string Left, bool Few, bool IsNeeded, FormPage CodesForm, FormPage OffForm, string BackHref);
    internal sealed record CodesModel(IReadOnlyList<string> Codes, string File, string FileName, string NextHref);
}
