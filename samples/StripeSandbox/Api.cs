using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static OrchardCore.Portal.StripeSandbox.Books;

namespace OrchardCore.Portal.StripeSandbox;

/// <summary>The API: each call with its key's books, its idempotency, and Stripe's own errors.</summary>
internal sealed class Api(Sandbox sandbox)
{
    // Who asks for a parameter that is not here has misspelt it, or asks for something that the sandbox cannot do: both are told.
    private static readonly string[] Common = ["expand"], Lists = ["limit", "starting_after", "ending_before", "created"];
    private static readonly string[] SessionAsk =
    [
        "mode", "line_items", "client_reference_id", "customer", "customer_email", "customer_creation", "metadata", "payment_intent_data", "setup_intent_data", "success_url", "cancel_url", "expires_at", "locale", "submit_type",
        "branding_settings", "currency", "saved_payment_method_options", "payment_method_types", "payment_method_options", "consent_collection", "custom_text",
    ];

    public void Map(IEndpointRouteBuilder app)
    {
        Get(app, "account", (_, _) => new JsonObject { ["id"] = "acct_sandbox", ["object"] = "account", ["charges_enabled"] = true, ["country"] = "AU", ["default_currency"] = "aud" });
        Get(app, "balance", (_, _) => new JsonObject { ["object"] = "balance", ["available"] = new JsonArray(), ["pending"] = new JsonArray(), ["livemode"] = false });

        Post(app, "checkout/sessions", SessionAsk, (books, asked, _) => NewSession(books, asked));
        Get(app, "checkout/sessions/{id}", (books, call) => Fresh(books, books.Get(Id(call), "checkout.session")));
        List(app, "checkout/sessions", "checkout.session", "payment_intent", "status", "customer");
        Post(app, "checkout/sessions/{id}/expire", [], (books, _, call) =>
        {
            var session = Fresh(books, books.Get(Id(call), "checkout.session"));
            if (Text(session, "status") != "open") throw new Refusal(400, Shapes.Error("invalid_request_error", "", $"Only Checkout Sessions with a status in [\"open\"] can be expired. This Session has a status of {Text(session, "status")}."));
            books.Expire(session);
            return session;
        });

        Post(app, "payment_intents", ["amount", "currency", "customer", "payment_method", "payment_method_types", "automatic_payment_methods", "off_session", "confirm", "metadata", "description", "receipt_email", "mandate", "error_on_requires_action"], (books, asked, _) => NewPayment(books, asked));
        Get(app, "payment_intents/{id}", (books, call) => books.Get(Id(call), "payment_intent"));
        List(app, "payment_intents", "payment_intent", "customer");
        Get(app, "charges/{id}", (books, call) => books.Get(Id(call), "charge"));
        List(app, "charges", "charge", "payment_intent", "customer");
        Post(app, "refunds", ["payment_intent", "charge", "amount", "reason", "metadata"], (books, asked, _) =>
            books.Refund(books.Get(asked["payment_intent"] is { Length: > 0 } intent ? intent : Text(books.Get(asked["charge"], "charge"), "payment_intent"), "payment_intent"), asked.Number("amount"), "succeeded"));
        Get(app, "refunds/{id}", (books, call) => books.Get(Id(call), "refund"));
        List(app, "refunds", "refund", "payment_intent", "charge");
        Get(app, "disputes/{id}", (books, call) => books.Get(Id(call), "dispute"));
        List(app, "disputes", "dispute", "payment_intent", "charge");

        Post(app, "customers", ["name", "email", "description", "metadata", "preferred_locales"], (books, asked, _) => Fill(books.Add(Shapes.Customer(), "cus_"), asked));
        Post(app, "customers/{id}", ["name", "email", "description", "metadata", "invoice_settings"], (books, asked, call) => Fill(books.Get(Id(call), "customer"), asked));
        Get(app, "customers/{id}", (books, call) => books.Get(Id(call), "customer"));
        app.MapGet("/v1/customers/{id}/payment_methods", call => AnswerAsync(call, [.. Common, .. Lists, "type"], (books, asked) => Page(call, books, asked, books.All("payment_method").Where(one => Text(one, "customer") == Id(call)))));
        List(app, "payment_methods", "payment_method", "customer", "type");
        Get(app, "payment_methods/{id}", (books, call) => books.Get(Id(call), "payment_method"));
        Post(app, "payment_methods/{id}/detach", [], (books, _, call) =>
        {
            var method = books.Get(Id(call), "payment_method");
            if (method["customer"] is null) throw new Refusal(400, Shapes.Error("invalid_request_error", "payment_method_unexpected_state", "The payment method you provided is not attached to a customer so detachment is impossible."));
            method["customer"] = null;
            return method;
        });
        Get(app, "setup_intents/{id}", (books, call) => books.Get(Id(call), "setup_intent"));
        List(app, "setup_intents", "setup_intent", "customer", "payment_method");

        Post(app, "webhook_endpoints", ["url", "enabled_events", "api_version", "description", "metadata", "connect"], (books, asked, _) => NewEndpoint(books, asked), secret: true);
        List(app, "webhook_endpoints", "webhook_endpoint");
        Get(app, "events/{id}", (books, call) => books.Get(Id(call), "event"));
        List(app, "events", "event", "type");
        app.Map("/v1/{**rest}", call => WriteAsync(call, 404, Shapes.Error("invalid_request_error", "", $"Unrecognized request URL ({call.Request.Method}: {call.Request.Path}).")));
    }

    private static string Id(HttpContext call) => call.Request.RouteValues["id"]!.ToString()!;

    private static JsonObject Fresh(Books books, JsonObject session)
    {
        books.ExpireLate(session);
        return session;
    }

    private JsonObject NewSession(Books books, Asked asked)
    {
        var mode = asked["mode"];
        if (mode is not ("payment" or "setup")) throw Missing("mode");
        if (asked["success_url"] == "") throw Missing("success_url");
        var price = asked.Part("line_items")?["0"]?["price_data"];
        if (mode == "payment" && (Long(price, "unit_amount") < 1 || Text(price, "currency") == "")) throw Missing("line_items");
        if (asked["customer"] != "" && books.Find(asked["customer"], "customer") is null) throw new KeyNotFoundException($"No such customer: '{asked["customer"]}'");
        if (asked["customer"] != "" && asked["customer_email"] != "") throw new Refusal(400, Shapes.Error("invalid_request_error", "parameter_invalid", "You may only specify one of these parameters: customer, customer_email.", "customer"));
        var expires = asked.Number("expires_at") ?? books.Now + 86_400;
        if (expires < books.Now + 1800 - 60 || expires > books.Now + 86_400) throw new Refusal(400, Shapes.Error("invalid_request_error", "parameter_invalid", "The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.", "expires_at"));

        var session = books.Add(Shapes.Session(), "cs_test_");
        foreach (var name in new[] { "mode", "client_reference_id", "customer", "customer_email", "success_url", "cancel_url", "locale", "submit_type" })
            if (asked[name] != "") session[name] = asked[name];
        if (asked.Part("metadata") is { } metadata) session["metadata"] = metadata.DeepClone();
        if (asked.Part("branding_settings") is { } branding) session["branding_settings"] = Brand(branding);
        session["expires_at"] = expires;
        session["url"] = new Uri(sandbox.Address, $"pay/{Text(session, "id")}").ToString();
        session["currency"] = mode == "payment" ? Text(price, "currency") : asked["currency"] is { Length: > 0 } currency ? currency : null;
        if (mode == "payment")
        {
            var total = Long(price, "unit_amount") * Math.Max(1, Long(asked.Part("line_items")!["0"], "quantity"));
            (session["amount_subtotal"], session["amount_total"]) = (total, total);
            session["total_details"] = new JsonObject { ["amount_discount"] = 0, ["amount_shipping"] = 0, ["amount_tax"] = 0 };
            session["_name"] = Text(price!["product_data"], "name");
        }
        else
        {
            session["payment_status"] = "no_payment_required";
        }
        session["_key"] = books.Key;
        if (asked.Part("payment_intent_data") is { } intent) session["_intent"] = intent.DeepClone();
        if (asked.Part("setup_intent_data") is { } setup) session["_setup"] = setup.DeepClone();
        return session;
    }

    private static JsonObject Brand(JsonObject asked) => new()
    {
        ["background_color"] = Text(asked, "background_color"),
        ["border_style"] = Text(asked, "border_style"),
        ["button_color"] = Text(asked, "button_color"),
        ["display_name"] = Text(asked, "display_name"),
        ["font_family"] = Text(asked, "font_family"),
        ["icon"] = asked["icon"]?.DeepClone(),
        ["logo"] = asked["logo"]?.DeepClone(),
    };

    private static JsonObject NewPayment(Books books, Asked asked)
    {
        if (asked.Number("amount") is not > 0) throw Missing("amount");
        if (asked["currency"] == "") throw Missing("currency");
        var intent = books.NewIntent(asked.Number("amount")!.Value, asked["currency"], asked.Values, asked["customer"]);
        if (asked["confirm"] != "true") return intent;
        var method = books.Get(asked["payment_method"], "payment_method");
        if (Text(method, "customer") != asked["customer"]) throw new Refusal(400, Shapes.Error("invalid_request_error", "payment_method_unexpected_state", "The provided PaymentMethod does not belong to that customer, or was detached.", "payment_method"));
        var last4 = Text(method["card"], "last4");
        if (last4 is not ("0341" or "3155"))
        {
            books.Confirm(intent, method, bank: Text(method, "type") != "card");
            return intent;
        }
        var (code, decline) = last4 == "0341" ? ("card_declined", "insufficient_funds") : ("authentication_required", "authentication_required");
        books.Decline(intent, method, code, decline);
        var error = Shapes.Error("card_error", code, "The bank declined the payment.");
        error["error"]!["decline_code"] = decline;
        error["error"]!["payment_intent"] = Sent(intent);
        throw new Refusal(402, error) { Keeps = true };
    }

    private static JsonObject NewEndpoint(Books books, Asked asked)
    {
        if (!Uri.TryCreate(asked["url"], UriKind.Absolute, out var url)) throw Missing("url");
        var endpoint = books.Add(Shapes.Endpoint(), "we_");
        (endpoint["url"], endpoint["secret"]) = (url.ToString(), Shapes.NewId("whsec_"));
        if (asked["description"] != "") endpoint["description"] = asked["description"];
        if (asked["api_version"] != "") endpoint["api_version"] = asked["api_version"];
        endpoint["enabled_events"] = new JsonArray([.. asked.List("enabled_events").Select(one => (JsonNode)one)]);
        return endpoint;
    }

    private static JsonObject Fill(JsonObject one, Asked asked)
    {
        foreach (var name in new[] { "name", "email", "description" })
            if (asked[name] != "") one[name] = asked[name];
        if (asked.Part("metadata") is { } metadata) one["metadata"] = metadata.DeepClone();
        return one;
    }

    private void Get(IEndpointRouteBuilder app, string path, Func<Books, HttpContext, JsonObject> find) =>
        app.MapGet("/v1/" + path, call => AnswerAsync(call, Common, (books, asked) => Expanded(books, Sent(find(books, call)), asked.List("expand"))));

    private void Post(IEndpointRouteBuilder app, string path, string[] known, Func<Books, Asked, HttpContext, JsonObject> deed, bool secret = false) =>
        app.MapPost("/v1/" + path, call => AnswerAsync(call, [.. Common, .. known], (books, asked) =>
        {
            var made = deed(books, asked, call);
            var sent = Expanded(books, Sent(made), asked.List("expand"));
            if (secret) sent["secret"] = Text(made, "secret");
            return sent;
        }));

    private void List(IEndpointRouteBuilder app, string path, string kind, params string[] filters) =>
        app.MapGet("/v1/" + path, call => AnswerAsync(call, [.. Common, .. Lists, .. filters], (books, asked) =>
            Page(call, books, asked, books.All(kind).Where(one => filters.All(filter => asked[filter] == "" || Text(one, filter) == asked[filter])))));

    private static JsonObject Page(HttpContext call, Books books, Asked asked, IEnumerable<JsonObject> rows)
    {
        var created = asked.Part("created");
        var within = rows.Where(one => created is null || (created["gte"] is null || Long(one, "created") >= Long(created, "gte")) && (created["gt"] is null || Long(one, "created") > Long(created, "gt"))
            && (created["lt"] is null || Long(one, "created") < Long(created, "lt")) && (created["lte"] is null || Long(one, "created") <= Long(created, "lte")));
        if (asked["starting_after"] is { Length: > 0 } after) within = within.SkipWhile(one => Text(one, "id") != after).Skip(1);
        var limit = (int)Math.Clamp(asked.Number("limit") ?? 10, 1, 100);
        var page = within.Take(limit + 1).ToList();
        var expand = asked.List("expand").Where(one => one.StartsWith("data.", StringComparison.Ordinal)).Select(one => one[5..]).ToList();
        return new JsonObject
        {
            ["object"] = "list",
            ["data"] = new JsonArray([.. page.Take(limit).Select(one => Expanded(books, Sent(one), expand))]),
            ["has_more"] = page.Count > limit,
            ["url"] = call.Request.Path.Value,
        };
    }

    /// <summary>Ids become the objects that they name: "payment_intent.latest_charge".</summary>
    private static JsonObject Expanded(Books books, JsonObject one, IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            var at = one;
            foreach (var part in path.Split('.'))
            {
                if (at[part] is JsonValue id && books.Objects[id.ToString()] is JsonObject named) at[part] = Sent(named);
                if (at[part] is not JsonObject inner) break;
                at = inner;
            }
        }
        return one;
    }

    private async Task AnswerAsync(HttpContext call, string[] known, Func<Books, Asked, JsonObject> deed)
    {
        var key = call.Request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal);
        if (!key.StartsWith("sk_test_sandbox_", StringComparison.Ordinal))
        {
            await WriteAsync(call, 401, Shapes.Error("invalid_request_error", "", "Invalid API Key provided: " + (key.Length > 8 ? key[..7] + "****" : "****")));
            return;
        }
        var account = call.Request.Headers["Stripe-Account"].ToString() is { Length: > 0 } connected ? $"{key}/{connected}" : key;
        var asked = await Asked.OfAsync(call.Request);
        if (asked.Values.Select(pair => pair.Key).FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            await WriteAsync(call, 400, Shapes.Error("invalid_request_error", "parameter_unknown", $"Received unknown parameter: {unknown}", unknown));
            return;
        }
        var (status, answer, replayed) = sandbox.Do(account, books => Once(books, call, asked, deed));
        if (replayed) call.Response.Headers["Idempotent-Replayed"] = "true";
        await WriteAsync(call, status, answer);
    }

    private static (int, string, bool) Once(Books books, HttpContext call, Asked asked, Func<Books, Asked, JsonObject> deed)
    {
        var once = HttpMethods.IsPost(call.Request.Method) ? call.Request.Headers["Idempotency-Key"].ToString() : "";
        var hash = asked.Hash(call.Request.Path);
        if (once != "" && books.Answers[once] is JsonObject known)
        {
            return Text(known, "hash") == hash ? ((int)Long(known, "status"), Text(known, "answer"), true)
                : (400, Shapes.Error("idempotency_error", "", "Keys for idempotent requests can only be used with the same parameters they were first used with.").ToJsonString(), false);
        }
        var (status, answer, keeps) = Try(books, asked, deed);
        if (once != "" && keeps) books.Answers[once] = new JsonObject { ["hash"] = hash, ["status"] = status, ["answer"] = answer };
        return (status, answer, false);
    }

    private static (int Status, string Answer, bool Keeps) Try(Books books, Asked asked, Func<Books, Asked, JsonObject> deed)
    {
        try
        {
            return (200, deed(books, asked).ToJsonString(), true);
        }
        catch (Refusal refusal)
        {
            return (refusal.Status, refusal.Body.ToJsonString(), refusal.Keeps);
        }
        catch (KeyNotFoundException missing)
        {
            return (404, Shapes.Error("invalid_request_error", "resource_missing", missing.Message, "id").ToJsonString(), false);
        }
        catch (InvalidOperationException cannot)
        {
            return (400, Shapes.Error("invalid_request_error", "", cannot.Message).ToJsonString(), false);
        }
    }

    private static Refusal Missing(string name) => new(400, Shapes.Error("invalid_request_error", "parameter_missing", $"Missing required param: {name}.", name));

    private static Task WriteAsync(HttpContext call, int status, JsonObject body) => WriteAsync(call, status, body.ToJsonString());

    private static Task WriteAsync(HttpContext call, int status, string body)
    {
        call.Response.StatusCode = status;
        call.Response.ContentType = "application/json";
        call.Response.Headers["Request-Id"] = Shapes.NewId("req_");
        call.Response.Headers["Stripe-Version"] = Shapes.ApiVersion;
        return call.Response.WriteAsync(body);
    }

    private sealed class Refusal(int status, JsonObject body) : Exception
    {
        public int Status => status;
        public JsonObject Body => body;

        /// <summary>A card that was declined stays declined when the same call comes again.</summary>
        public bool Keeps { get; init; }
    }
}
