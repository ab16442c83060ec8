using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Hangfire;
using OrchardCore.Portal.Pages;

namespace OrchardCore.Portal.Host;

/// <summary>
/// Hangfire's own screens, for whoever operates the host: jobs of all retailers stand there, so no retailer's sign-in opens them. They are off
/// until "Operations:User" and "Operations:Password" are set, and show only unless "Operations:ReadOnly" is false.
/// </summary>
internal static class Operations
{
    private const string Path = "/operations/jobs";
    private const int ShortestPassword = 16, Guesses = 10;
    private static readonly TimeSpan Within = TimeSpan.FromMinutes(1);

    // Hangfire writes widths of bars into style attributes; its scripts are files.
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Before the retailers, as the probes are.</summary>
    public static void UseOperations(this WebApplication app)
    {
        var (user, password, readOnly) = (app.Configuration["Operations:User"], app.Configuration["Operations:Password"], app.Configuration.GetValue("Operations:ReadOnly", true));
        if (string.IsNullOrEmpty(user) && string.IsNullOrEmpty(password)) return;
        if (string.IsNullOrEmpty(user) || user.Contains(':', StringComparison.Ordinal) || password is not { Length: >= ShortestPassword })
            throw new InvalidOperationException($"Operations:User must be a name without a colon, and Operations:Password have {ShortestPassword} characters at least; or leave both away.");

        var expected = SHA256.HashData(Encoding.UTF8.GetBytes($"{user}:{password}"));
        var tries = app.Services.GetRequiredService<HostTries>();
        app.UseWhen(context => context.Request.Path.StartsWithSegments(Path), jobs =>
        {
            jobs.Use((context, next) => GuardAsync(context, next, expected, tries));
            jobs.UseHangfireDashboard(Path, new DashboardOptions
            {
                Authorization = [],   // the line above is the door
                IsReadOnlyFunc = _ => readOnly,
                IgnoreAntiforgeryToken = true,   // the tokens are the retailers'; where a post comes from is looked at above
                AppPath = null,
                DashboardTitle = "Jobs of the portal",
                DisplayStorageConnectionString = false,
            }, app.Services.GetRequiredService<JobStorage>());
        });
    }

    private static async Task GuardAsync(HttpContext context, RequestDelegate next, byte[] expected, HostTries tries)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        // Before the password is looked at: after ten wrong ones the right one opens nothing either, or guessing on would pay.
        if (!await tries.HasOneAsync(context, "operations", Guesses, Within))
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return;
        }
        if (!IsOperator(context.Request, expected))
        {
            await tries.TakeAsync(context, "operations", Guesses, Within);
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            headers.WWWAuthenticate = "Basic realm=\"Operations\", charset=\"UTF-8\"";
            return;
        }
        // A browser sends the password along with other sites' forms too, and says whose they are (Fetch Metadata; RFC 6454).
        if (!HttpMethods.IsGet(context.Request.Method) && !IsOwn(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }
        await next(context);
    }

    private static bool IsOperator(HttpRequest request, byte[] expected)
    {
        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var sent) || sent.Scheme != "Basic" || sent.Parameter is not { Length: > 0 and < 1000 } parameter) return false;
        var given = new byte[parameter.Length];
        return Convert.TryFromBase64String(parameter, given, out var length) && CryptographicOperations.FixedTimeEquals(SHA256.HashData(given.AsSpan(0, length)), expected);
    }

    private static bool IsOwn(HttpRequest request) => request.Headers["Sec-Fetch-Site"] is { Count: 1 } site ? site == "same-origin"
        : Uri.TryCreate(request.Headers.Origin, UriKind.Absolute, out var origin) && string.Equals(origin.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
}
