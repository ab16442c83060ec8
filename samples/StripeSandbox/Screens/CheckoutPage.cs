using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static OrchardCore.Portal.StripeSandbox.Books;

namespace OrchardCore.Portal.StripeSandbox.Screens;

/// <summary>The page that stands where Stripe's would: in the retailer's look, with how it shall end for a choice.</summary>
internal sealed partial class CheckoutPage(Sandbox sandbox)
{
    private sealed record Choice(string Value, string Label, string Hint, Decision Decision);

    private static readonly Choice[] ToPay =
    [
        new("succeed", "Visa ending 4242", "Succeeds", Decision.Succeed),
        new("decline", "Visa ending 0002", "Is declined", Decision.Decline),
        new("bank", "Bank account ending 3456", "BECS Direct Debit: needs bank time", Decision.NeedsBankTime),
    ];

    private static readonly Choice[] ToSave =
    [
        new("succeed", "Visa ending 4242", "Works each time", Decision.Succeed),
        new("declining", "Visa ending 0341", "Is saved, and declined when it is used", Decision.SaveDecliningCard),
        new("authenticating", "Visa ending 3155", "Is saved, and the bank asks for you when it is used", Decision.SaveAuthenticatingCard),
        new("bank", "Bank account ending 3456", "BECS Direct Debit", Decision.NeedsBankTime),
    ];

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/pay/{session}", call => ShowAsync(call, ""));
        app.MapPost("/pay/{session}", DecideAsync);
        app.MapGet("/pay/{session}/brand.css", BrandAsync);
    }

    private (string Key, JsonObject Session)? Find(HttpContext call)
    {
        var id = call.Request.RouteValues["session"]!.ToString()!;
        foreach (var key in sandbox.Keys)
        {
            var found = sandbox.Do(key, books =>
            {
                if (books.Find(id, "checkout.session") is not { } session) return null;
                books.ExpireLate(session);
                return session.DeepClone().AsObject();
            }, changes: false);
            if (found is not null) return (key, found);
        }
        return null;
    }

    private Task ShowAsync(HttpContext call, string problem)
    {
        if (Find(call) is not { } held) return Html.WriteAsync(call, "Not found", "<main class=\"office\"><h1>There is no such payment page.</h1></main>", status: 404);
        var (session, shop) = (held.Session, Text(held.Session["branding_settings"], "display_name"));
        if (shop == "") shop = "The shop";
        var id = Text(session, "id");
        var setup = Text(session, "mode") == "setup";
        var order = $"""
            <section class="order" aria-label="What is paid"><a class="shop" href="{Html.Safe(Text(session, "cancel_url"))}"><span aria-hidden="true">{Html.Safe(shop[..1])}</span>{Html.Safe(shop)}</a>
            <p class="what">{Html.Safe(setup ? "Save a card or bank account" : Text(session, "_name"))}</p><p class="sum">{(setup ? "" : Html.Safe(Html.Money(Long(session, "amount_total"), Text(session, "currency"))))}</p></section>
            """;
        if (Text(session, "status") != "open")
        {
            var words = Text(session, "status") == "expired" ? "This payment page has expired." : "This payment has been completed.";
            return Html.WriteAsync(call, words, $"<main class=\"pay\">{order}<section class=\"choose\"><h1>{words}</h1><p>You can close this page, or go back.</p><a class=\"back\" href=\"{Html.Safe(Text(session, "success_url"))}\">Back to {Html.Safe(shop)}</a></section></main>", $"/pay/{id}/brand.css");
        }
        var rows = string.Concat((setup ? ToSave : ToPay).Select((one, at) =>
            $"<label class=\"row\"><input type=\"radio\" name=\"choice\" value=\"{one.Value}\"{(at == 0 ? " checked" : "")}><span>{one.Label}<small>{one.Hint}</small></span></label>"));
        var alert = problem == "" ? "" : $"<p class=\"problem\" role=\"alert\">{Html.Safe(problem)}</p>";
        var submit = setup ? "Save" : $"Pay {Html.Money(Long(session, "amount_total"), Text(session, "currency"))}";
        return Html.WriteAsync(call, $"{submit} · {shop}", $"""
            <main class="pay">{order}<section class="choose"><h1>{(setup ? "Save a way to pay" : "Payment")}</h1>{alert}
            <form method="post" action="/pay/{id}"><fieldset><legend>How shall it end?</legend>{rows}</fieldset><button class="big">{Html.Safe(submit)}</button></form>
            <a class="back" href="{Html.Safe(Text(session, "cancel_url"))}">← Back to {Html.Safe(shop)}</a></section></main>
            """, $"/pay/{id}/brand.css", Origin(Text(session, "success_url")));
    }

    private async Task DecideAsync(HttpContext call)
    {
        if (Find(call) is not { } held || !ControlPage.IsOwn(call))
        {
            await ShowAsync(call, "");
            return;
        }
        var asked = (await call.Request.ReadFormAsync())["choice"].ToString();
        var choices = Text(held.Session, "mode") == "setup" ? ToSave : ToPay;
        if (choices.FirstOrDefault(one => one.Value == asked) is not { } choice)
        {
            await ShowAsync(call, "Choose one.");
            return;
        }
        try
        {
            await sandbox.DecideAsync(held.Key, Text(held.Session, "id"), choice.Decision);
        }
        catch (InvalidOperationException)
        {
            await ShowAsync(call, "");   // it says itself that it is over
            return;
        }
        if (choice.Decision == Decision.Decline)
        {
            await ShowAsync(call, "Your card has been declined. Try another one.");
            return;
        }
        call.Response.StatusCode = StatusCodes.Status303SeeOther;
        call.Response.Headers.Location = Text(held.Session, "success_url").Replace("{CHECKOUT_SESSION_ID}", Text(held.Session, "id"), StringComparison.Ordinal);
    }

    private Task BrandAsync(HttpContext call)
    {
        var brand = Find(call)?.Session["branding_settings"];
        var colour = Colour().IsMatch(Text(brand, "button_color")) ? Text(brand, "button_color") : "#2446c8";
        var round = Text(brand, "border_style") switch { "rectangular" => "0", "pill" => "1.75rem", _ => "10px" };
        call.Response.ContentType = "text/css";
        return call.Response.WriteAsync($":root{{--button:{colour};--on-button:{(IsLight(colour) ? "#111" : "#fff")};--round:{round}}}");
    }

    private static bool IsLight(string colour)
    {
        double Part(int at)
        {
            var value = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }
        return 0.2126 * Part(1) + 0.7152 * Part(3) + 0.0722 * Part(5) > 0.183;   // where black on it reads better than white (WCAG 2.2, contrast ratio)
    }

    private static string Origin(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.GetLeftPart(UriPartial.Authority) : "";

    [GeneratedRegex("^#[0-9a-fA-F]{6}$")] private static partial Regex Colour();
}
