using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using OrchardCore.Portal.Pages.Sandbox;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Pages;

/// <summary>The frame of the plain host: the theme's Frame/*.liquid, filled from the retailer, the menu and the customer.</summary>
internal sealed class PortalFrame(
    Templates templates, RetailerScope scope, IReadOnlyList<Feature> features, IAuthorizationService permissions, CustomerOfRequest held, IAntiforgery antiforgery, Notices notices, ITestMode testMode, PartsOn parts) : IFrame
{
    public async ValueTask<FramePage> AroundAsync(HttpContext context, string title, FrameKind kind)
    {
        var retailer = scope.Current;
        var words = retailer.Wording;
        var path = Links.PathOf(context.Request);
        var tokens = antiforgery.GetAndStoreTokens(context);
        var customer = held.Customer;
        var office = kind == FrameKind.Office;
        var shown = await ShownAsync(context.User, office);

        FramePage.MenuEntry Entry(Feature feature, string label) =>
            new(feature.Path.Trim('/'), words.Word(label), Links.To(feature.Path), feature.Icon, IsCurrent(feature.Path, path));

        return new FramePage
        {
            Title = title,
            Lang = words.Culture.Name,
            Path = context.Request.PathBase + context.Request.Path + context.Request.QueryString,
            Brand = BrandOf(retailer),
            BrandCss = Links.To(retailer.PaletteHref),
            Office = office,
            OfficeHref = office || await MayAsync(context.User, Policies.BackOffice) ? Links.To("/admin") : "",
            Menu = [.. shown.Where(feature => feature.InMenu).Select(feature => Entry(feature, feature.Label))],
            Bar = [.. shown.Where(feature => feature.Bar != "").Take(4).Select(feature => Entry(feature, feature.Bar))],
            SignedIn = context.User.Identity?.IsAuthenticated == true,   // one of the retailer's people is no customer, and wants to sign out too
            CustomerName = customer?.Name ?? context.User.FindFirstValue(ClaimTypes.Name) ?? "",
            Impersonation = held.Viewing is { } viewing ? new FramePage.ImpersonationPage(viewing.Text, Links.To("/admin/customers/stop-viewing")) : null,
            CustomerEmail = held.Viewing?.Customer.Email ?? context.User.FindFirstValue(ClaimTypes.Email) ?? "",
            SignInHref = parts.Has(PortalParts.SignIn) ? Links.To("/account/password") : "",
            Accounts = customer is null ? null : AccountsOf(customer),
            FormToken = new FormToken(tokens.FormFieldName, tokens.RequestToken ?? ""),
            SignOutAction = Links.To("/sign-out"),
            Notice = notices.Take(context),
            HelpHref = Links.To("/help"),
            TestMode = await testMode.IsOnAsync(context.RequestAborted),
            Footer = new FramePage.FooterPage(retailer.Footer.Legal, [.. retailer.Footer.Links.Select(link => new FramePage.FooterEntry(link.Label, link.Href.StartsWith('/') ? Links.To(link.Href) : link.Href))]),
        };
    }

    public async Task WriteAsync(HttpContext context, FramePage frame, BoundedWriter body, FrameKind kind)
    {
        using var page = await templates.For(scope.Current, kind).WriteAsync($"Frame/{(kind == FrameKind.Plain ? "Plain" : "Layout")}",
            new Dictionary<string, object?> { ["frame"] = frame, ["brand"] = frame.Brand, ["body"] = body });
        if (kind == FrameKind.Layout && frame.Notice is null && context.Features.Get<KeptPages.Place>()?.Keep(context, page.Written.Span, frame.FormToken.Value) == false) return;
        context.Response.ContentType = "text/html; charset=utf-8";
        Encoding.UTF8.GetBytes(page.Written.Span, context.Response.BodyWriter);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    /// <summary>The parts of the customer's portal, or of the back office those that the person may enter.</summary>
    private async ValueTask<IReadOnlyList<Feature>> ShownAsync(ClaimsPrincipal person, bool office)
    {
        if (!office) return InOrder([.. features.Where(feature => feature.Office == "")], scope.Current.Menu);
        List<Feature> entered = [];
        foreach (var feature in features.Where(feature => feature.Office != ""))
            if (await MayAsync(person, feature.Office)) entered.Add(feature);
        return entered;
    }

    /// <summary>The parts in the retailer's own order, without those that it hides: a hidden one keeps its address.</summary>
    private static IReadOnlyList<Feature> InOrder(IReadOnlyList<Feature> parts, IReadOnlyList<MenuChoice> menu)
    {
        var places = menu.Select((choice, at) => (choice.Path, at)).DistinctBy(place => place.Path).ToDictionary(place => place.Path, place => place.at, StringComparer.Ordinal);
        return [.. parts.Where(part => menu.All(choice => choice.Path != part.Path || choice.Shown)).OrderBy(part => places.GetValueOrDefault(part.Path, int.MaxValue))];
    }

    private async ValueTask<bool> MayAsync(ClaimsPrincipal person, string policy) =>
        person.Identity?.IsAuthenticated == true && (await permissions.AuthorizeAsync(person, policy)).Succeeded;

    internal static BrandPage BrandOf(Retailer retailer) => new(
        retailer.Name,
        BrandFiles.Href(retailer.Brand.Logo, BrandFiles.Logo),
        BrandFiles.Href(retailer.Brand.LogoDark, BrandFiles.LogoDark),
        BrandFiles.Href(retailer.Brand.Icon, BrandFiles.Icon),
        Links.To("/"), retailer.Contact.Phone, retailer.Contact.Email, retailer.Brand.Composition, retailer.Brand.Colour);

    private static FramePage.AccountSwitcher AccountsOf(Customer customer)
    {
        var at = customer.Accounts.ToList().FindIndex(account => account.Number == customer.AccountNumber);
        return new(customer.Accounts.Count > 1, customer.AccountNumber, customer.Accounts[at].Label,
            $"{at + 1} of {customer.Accounts.Count}", Links.To("/switch-account"),
            [.. customer.Accounts.Select(account => new FramePage.AccountOption(account.Number, account.Label, account.Number == customer.AccountNumber))]);
    }

    private static bool IsCurrent(string feature, string? path) =>
        path is null ? false : feature is "/" or "/admin" ? path.TrimEnd('/') == feature.TrimEnd('/') : path == feature || path.StartsWith(feature + "/", StringComparison.OrdinalIgnoreCase);
}
