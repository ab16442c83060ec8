using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static OrchardCore.Portal.StripeSandbox.Books;

namespace OrchardCore.Portal.StripeSandbox.Screens;

/// <summary>What a person may do on Stripe's side: answer for the bank, refund, dispute, and make events travel badly.</summary>
internal sealed class ControlPage(Sandbox sandbox)
{
    private const int Shown = 30;

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/", call => ShowAsync(call, ""));
        app.MapPost("/do", ActAsync);
        app.MapPost("/switches", SwitchAsync);
        app.MapGet("/sandbox.css", async call =>
        {
            call.Response.ContentType = "text/css";
            await using var css = Assembly.GetExecutingAssembly().GetManifestResourceStream("sandbox.css")!;
            await css.CopyToAsync(call.Response.Body);
        });
    }

    /// <summary>It listens on this machine only; a page elsewhere must not press its buttons through the browser.</summary>
    public static bool IsOwn(HttpContext call) =>
        call.Request.Headers.Origin.ToString() is var origin && (origin == "" || origin == "null" || origin == $"{call.Request.Scheme}://{call.Request.Host}") && call.Request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin";

    private Task ShowAsync(HttpContext call, string problem)
    {
        var body = new StringBuilder("<main class=\"office\"><h1>Stripe sandbox</h1>");
        if (problem != "") body.Append("<p class=\"problem\" role=\"alert\">").Append(Html.Safe(problem)).Append("</p>");
        Switches(body);
        foreach (var key in sandbox.Keys) sandbox.Do(key, books => { Account(body, books); return 0; }, changes: false);
        return Html.WriteAsync(call, "Stripe sandbox", body.Append("</main>").ToString());
    }

    private void Switches(StringBuilder body)
    {
        var now = sandbox.Switches;
        string Number(string name, string label, int value, int most) => $"<label>{label}<input type=\"number\" name=\"{name}\" min=\"0\" max=\"{most}\" value=\"{value}\"></label>";
        string Check(string name, string label, bool on) => $"<label><input type=\"checkbox\" name=\"{name}\" value=\"true\"{(on ? " checked" : "")}> {label}</label>";
        body.Append("<h2>How events travel</h2><form class=\"switches\" method=\"post\" action=\"/switches\">")
            .Append(Number("duplicate", "Twice, of 100", now.DuplicatePercent, 100)).Append(Number("drop", "Never, of 100", now.DropPercent, 100)).Append(Number("delay", "Seconds late", (int)now.Delay.TotalSeconds, 86_400))
            .Append(Check("reorder", "In any order", now.Reorder)).Append(Check("automatic", "By themselves", now.Automatic))
            .Append("<div class=\"acts\"><button>Set</button><button class=\"quiet\" name=\"deliver\" value=\"true\">Deliver now</button></div></form>");
    }

    private static void Account(StringBuilder body, Books books)
    {
        body.Append(CultureInfo.InvariantCulture, $"<h2>{Html.Safe(books.Key)}</h2><div class=\"scroll\" role=\"region\" aria-label=\"Payments\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">Payment</th><th scope=\"col\" class=\"end\">Amount</th><th scope=\"col\">Status</th><th scope=\"col\">Refunds and disputes</th><th scope=\"col\">What happens next</th></tr></thead><tbody>");
        foreach (var intent in books.All("payment_intent").Take(Shown))
        {
            var id = Text(intent, "id");
            var after = books.All("refund").Concat(books.All("dispute")).Where(one => Text(one, "payment_intent") == id).ToList();
            body.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{Html.Safe(Text(intent["metadata"], "portal_reference"))}<br><small>{id}</small></th><td class=\"end\">{Html.Money(Long(intent, "amount"), Text(intent, "currency"))}</td><td>{Html.Safe(Text(intent, "status"))}</td><td>");
            foreach (var one in after) body.Append(CultureInfo.InvariantCulture, $"{Html.Safe(Text(one, "object"))} {Html.Money(Long(one, "amount"), Text(one, "currency"))}: {Html.Safe(Text(one, "status"))}<br>");
            body.Append("</td><td><div class=\"acts\">");
            if (Text(intent, "status") == "processing") body.Append(Button(books.Key, id, "yes", "Bank says yes")).Append(Button(books.Key, id, "no", "Bank says no"));
            if (Text(intent, "status") == "succeeded") body.Append(Button(books.Key, id, "refund", "Refund")).Append(Button(books.Key, id, "part", "Refund 10.00")).Append(Button(books.Key, id, "dispute", "Dispute"));
            foreach (var one in after.Where(one => Text(one, "object") == "refund" && Text(one, "status") == "succeeded")) body.Append(Button(books.Key, Text(one, "id"), "fail", "Refund comes back"));
            foreach (var one in after.Where(one => Text(one, "status") is "needs_response" or "warning_needs_response")) body.Append(Button(books.Key, Text(one, "id"), "won", "Dispute won")).Append(Button(books.Key, Text(one, "id"), "lost", "Dispute lost"));
            body.Append("</div></td></tr>");
        }
        body.Append("</tbody></table></div><h2>Events</h2><div class=\"scroll\" role=\"region\" aria-label=\"Events\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">Event</th><th scope=\"col\">Type</th><th scope=\"col\">Delivery</th><th scope=\"col\" class=\"end\">Tries</th><th scope=\"col\" class=\"end\">Answer</th></tr></thead><tbody>");
        foreach (var (_, delivery) in books.Deliveries.Reverse().Take(Shown))
            body.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{Text(delivery, "event")}</th><td>{Html.Safe(Text(books.Find(Text(delivery, "event"), "event"), "type"))}</td><td>{Text(delivery, "state")}</td><td class=\"end\">{Text(delivery, "tries")}</td><td class=\"end\">{Text(delivery, "answer")}</td></tr>");
        body.Append("</tbody></table></div>");
    }

    private static string Button(string key, string id, string deed, string label) =>
        $"<form method=\"post\" action=\"/do\"><input type=\"hidden\" name=\"key\" value=\"{Html.Safe(key)}\"><input type=\"hidden\" name=\"id\" value=\"{id}\"><button class=\"quiet\" name=\"deed\" value=\"{deed}\">{label}</button></form>";

    private async Task ActAsync(HttpContext call)
    {
        if (!IsOwn(call))
        {
            call.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        var form = await call.Request.ReadFormAsync();
        var (key, id) = (form["key"].ToString(), form["id"].ToString());
        if (!sandbox.Keys.Contains(key))
        {
            call.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        try
        {
            await (form["deed"].ToString() switch
            {
                "yes" => sandbox.SettleBankAsync(key, id, true),
                "no" => sandbox.SettleBankAsync(key, id, false),
                "refund" => sandbox.RefundAsync(key, id),
                "part" => sandbox.RefundAsync(key, id, 1000),
                "fail" => sandbox.SettleRefundAsync(key, id, false),
                "dispute" => sandbox.DisputeAsync(key, id),
                "won" => sandbox.CloseDisputeAsync(key, id, true),
                "lost" => sandbox.CloseDisputeAsync(key, id, false),
                _ => throw new InvalidOperationException("There is no such deed."),
            });
            call.Response.Redirect("/");
        }
        catch (Exception fault) when (fault is InvalidOperationException or KeyNotFoundException)
        {
            await ShowAsync(call, fault.Message);
        }
    }

    private async Task SwitchAsync(HttpContext call)
    {
        if (!IsOwn(call))
        {
            call.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        var form = await call.Request.ReadFormAsync();
        int Number(string name, int most) => int.TryParse(form[name], out var value) ? Math.Clamp(value, 0, most) : 0;
        var now = sandbox.Switches;
        (now.DuplicatePercent, now.DropPercent, now.Delay) = (Number("duplicate", 100), Number("drop", 100), TimeSpan.FromSeconds(Number("delay", 86_400)));
        (now.Reorder, now.Automatic) = (form["reorder"] == "true", form["automatic"] == "true");
        if (form["deliver"] == "true") await sandbox.DeliverAsync();
        call.Response.Redirect("/");
    }
}
