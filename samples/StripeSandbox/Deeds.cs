using System.Text.Json.Nodes;
using static OrchardCore.Portal.StripeSandbox.Books;

namespace OrchardCore.Portal.StripeSandbox;

/// <summary>What can happen to money, and what Stripe then changes and tells, in its order.</summary>
internal static class Deeds
{
    /// <summary>A person chose on the hosted page of a payment.</summary>
    public static void Decide(this Books books, JsonObject session, Decision decision)
    {
        books.ExpireLate(session);
        if (Text(session, "status") != "open") throw new InvalidOperationException($"The session is {Text(session, "status")}, not open.");
        if (decision == Decision.Cancel) return;
        if (Text(session, "mode") == "setup") books.SetUp(session, decision);
        else books.Pay(session, decision);
    }

    public static void ExpireLate(this Books books, JsonObject session)
    {
        if (Text(session, "status") == "open" && Long(session, "expires_at") <= books.Now) books.Expire(session);
    }

    public static void Expire(this Books books, JsonObject session)
    {
        if (Text(session, "status") != "open") throw new InvalidOperationException($"The session is {Text(session, "status")}, not open.");   // a payment that was made is not cancelled by it
        session["status"] = "expired";
        session["url"] = null;
        if (books.Find(Text(session, "payment_intent"), "payment_intent") is { } intent)
        {
            intent["status"] = "canceled";
            (intent["canceled_at"], intent["cancellation_reason"]) = (books.Now, "expired");
            books.Tell("payment_intent.canceled", intent);
        }
        books.Tell("checkout.session.expired", session);
    }

    private static void Pay(this Books books, JsonObject session, Decision decision)
    {
        if (books.Find(Text(session, "payment_intent"), "payment_intent") is not { } intent)
        {
            intent = books.NewIntent(Long(session, "amount_total"), Text(session, "currency"), session["_intent"] as JsonObject, Text(session, "customer"));
            session["payment_intent"] = Text(intent, "id");
        }
        var method = books.NewMethod(decision == Decision.NeedsBankTime, decision == Decision.Decline ? "0002" : decision == Decision.NeedsBankTime ? "3456" : "4242", Text(session, "customer"));
        if (decision == Decision.Decline)
        {
            books.Decline(intent, method, "card_declined", "generic_decline");
            return;
        }
        books.Confirm(intent, method, bank: decision == Decision.NeedsBankTime);
        Complete(session, Text(intent, "status") == "succeeded" ? "paid" : "unpaid");
        books.Tell("checkout.session.completed", session);
    }

    private static void SetUp(this Books books, JsonObject session, Decision decision)
    {
        var setup = books.Add(Shapes.Setup(), "seti_");
        var (last4, bank) = decision switch { Decision.NeedsBankTime => ("3456", true), Decision.SaveDecliningCard => ("0341", false), Decision.SaveAuthenticatingCard => ("3155", false), _ => ("4242", false) };
        var method = books.NewMethod(bank, last4, Text(session, "customer"));
        setup["customer"] = Text(session, "customer");
        setup["payment_method"] = Text(method, "id");
        setup["status"] = "succeeded";
        setup["client_secret"] = Text(setup, "id") + "_secret";
        if (session["_setup"]?["metadata"] is JsonObject metadata) setup["metadata"] = metadata.DeepClone();
        session["setup_intent"] = Text(setup, "id");
        Complete(session, "no_payment_required");
        books.Tell("payment_method.attached", method);
        books.Tell("setup_intent.succeeded", setup);
        books.Tell("checkout.session.completed", session);
    }

    private static void Complete(JsonObject session, string payment) => (session["status"], session["payment_status"], session["url"]) = ("complete", payment, null);

    public static JsonObject NewIntent(this Books books, long amount, string currency, JsonObject? said, string customer)
    {
        var intent = books.Add(Shapes.Intent(), "pi_");
        (intent["amount"], intent["currency"]) = (amount, currency);
        intent["client_secret"] = Text(intent, "id") + "_secret";
        if (customer != "") intent["customer"] = customer;
        if (said?["metadata"] is JsonObject metadata) intent["metadata"] = metadata.DeepClone();
        if (Text(said, "description") is { Length: > 0 } description) intent["description"] = description;
        books.Tell("payment_intent.created", intent);
        return intent;
    }

    public static JsonObject NewMethod(this Books books, bool bank, string last4, string customer)
    {
        var method = books.Add(Shapes.Method(), "pm_");
        if (bank) (method["type"], method["au_becs_debit"]) = ("au_becs_debit", Shapes.BankDetails(last4));
        else method["card"] = Shapes.CardDetails(last4, "visa");
        if (customer != "") method["customer"] = customer;
        return method;
    }

    public static void Confirm(this Books books, JsonObject intent, JsonObject method, bool bank)
    {
        intent["payment_method"] = Text(method, "id");
        intent["last_payment_error"] = null;
        var charge = books.NewCharge(intent, method);
        if (bank)
        {
            intent["status"] = "processing";
            books.Tell("payment_intent.processing", intent);
            books.Tell("charge.pending", charge);
            return;
        }
        books.Succeed(intent, charge);
    }

    public static void Succeed(this Books books, JsonObject intent, JsonObject charge)
    {
        (charge["status"], charge["paid"], charge["captured"], charge["amount_captured"]) = ("succeeded", true, true, Long(intent, "amount"));
        charge["balance_transaction"] = Shapes.NewId("txn_");
        (intent["status"], intent["amount_received"]) = ("succeeded", Long(intent, "amount"));
        books.Tell("charge.succeeded", charge);
        books.Tell("payment_intent.succeeded", intent);
    }

    public static void Decline(this Books books, JsonObject intent, JsonObject method, string code, string declineCode)
    {
        var charge = books.NewCharge(intent, method);
        (charge["status"], charge["failure_code"], charge["failure_message"]) = ("failed", code, "The bank declined the payment.");
        intent["status"] = "requires_payment_method";
        intent["payment_method"] = null;
        intent["last_payment_error"] = new JsonObject
        {
            ["type"] = "card_error",
            ["code"] = code,
            ["decline_code"] = declineCode == "" ? null : declineCode,
            ["message"] = "The bank declined the payment.",
            ["charge"] = Text(charge, "id"),
            ["payment_method"] = Sent(method),
        };
        books.Tell("charge.failed", charge);
        books.Tell("payment_intent.payment_failed", intent);
    }

    public static void SettleBank(this Books books, JsonObject intent, bool succeeds)
    {
        if (Text(intent, "status") != "processing") throw new InvalidOperationException($"The payment is {Text(intent, "status")}, not processing.");
        var charge = books.Get(Text(intent, "latest_charge"), "charge");
        var session = books.All("checkout.session").FirstOrDefault(one => Text(one, "payment_intent") == Text(intent, "id"));
        if (succeeds)
        {
            books.Succeed(intent, charge);
            if (session is null) return;
            session["payment_status"] = "paid";
            books.Tell("checkout.session.async_payment_succeeded", session);
            return;
        }
        (charge["status"], charge["failure_code"], charge["failure_message"]) = ("failed", "debit_not_authorized", "The bank did not authorise the debit.");
        intent["status"] = "requires_payment_method";
        intent["last_payment_error"] = new JsonObject { ["type"] = "invalid_request_error", ["code"] = "debit_not_authorized", ["message"] = "The bank did not authorise the debit.", ["charge"] = Text(charge, "id") };
        books.Tell("charge.failed", charge);
        books.Tell("payment_intent.payment_failed", intent);
        if (session is not null) books.Tell("checkout.session.async_payment_failed", session);
    }

    public static JsonObject Refund(this Books books, JsonObject intent, long? amount, string status)
    {
        var charge = books.Get(Text(intent, "latest_charge"), "charge");
        var most = Long(charge, "amount_captured") - Long(charge, "amount_refunded");
        var asked = amount ?? most;
        if (Text(intent, "status") != "succeeded" || asked < 1 || asked > most) throw new InvalidOperationException($"Refund of {asked}: {most} is left of the charge.");
        var refund = books.Add(Shapes.Refund(), "re_");
        (refund["amount"], refund["currency"], refund["status"]) = (asked, Text(intent, "currency"), status);
        (refund["charge"], refund["payment_intent"]) = (Text(charge, "id"), Text(intent, "id"));
        charge["amount_refunded"] = Long(charge, "amount_refunded") + asked;
        charge["refunded"] = Long(charge, "amount_refunded") == Long(charge, "amount_captured");
        books.Tell("refund.created", refund);
        books.Tell("charge.refunded", charge);
        return refund;
    }

    public static void SettleRefund(this Books books, JsonObject refund, bool succeeds)
    {
        if (Text(refund, "status") is not "pending" && !(Text(refund, "status") == "succeeded" && !succeeds)) throw new InvalidOperationException($"The refund is {Text(refund, "status")}.");
        refund["status"] = succeeds ? "succeeded" : "failed";
        if (!succeeds)
        {
            refund["failure_reason"] = "lost_or_stolen_card";
            var charge = books.Get(Text(refund, "charge"), "charge");
            charge["amount_refunded"] = Long(charge, "amount_refunded") - Long(refund, "amount");
            charge["refunded"] = false;
        }
        books.Tell("refund.updated", refund);
        if (!succeeds) books.Tell("refund.failed", refund);
    }

    public static JsonObject Dispute(this Books books, JsonObject intent, long? amount, bool inquiry)
    {
        var charge = books.Get(Text(intent, "latest_charge"), "charge");
        if (Text(intent, "status") != "succeeded" || charge["disputed"]!.GetValue<bool>()) throw new InvalidOperationException("Only a payment that succeeded can be disputed, once.");
        var most = Long(charge, "amount_captured") - Long(charge, "amount_refunded");
        if (most < 1 || amount > most) throw new InvalidOperationException("Nothing is left to dispute.");
        charge["disputed"] = true;
        var dispute = books.Add(Shapes.Dispute(), "dp_");
        (dispute["amount"], dispute["currency"], dispute["status"]) = (amount ?? most, Text(intent, "currency"), inquiry ? "warning_needs_response" : "needs_response");
        (dispute["charge"], dispute["payment_intent"]) = (Text(charge, "id"), Text(intent, "id"));
        dispute["evidence_details"]!["due_by"] = books.Now + 14 * 86_400;
        books.Tell("charge.dispute.created", dispute);
        if (!inquiry) books.Tell("charge.dispute.funds_withdrawn", dispute);
        return dispute;
    }

    public static void CloseDispute(this Books books, JsonObject dispute, bool won)
    {
        var inquiry = Text(dispute, "status").StartsWith("warning", StringComparison.Ordinal);
        if (Text(dispute, "status") is not ("needs_response" or "under_review" or "warning_needs_response")) throw new InvalidOperationException($"The dispute is {Text(dispute, "status")}.");
        dispute["status"] = inquiry ? "warning_closed" : won ? "won" : "lost";
        if (!inquiry && won) books.Tell("charge.dispute.funds_reinstated", dispute);
        books.Tell("charge.dispute.closed", dispute);
    }

    private static JsonObject NewCharge(this Books books, JsonObject intent, JsonObject method)
    {
        var charge = books.Add(Shapes.Charge(), "ch_");
        (charge["amount"], charge["currency"], charge["payment_intent"], charge["payment_method"]) = (Long(intent, "amount"), Text(intent, "currency"), Text(intent, "id"), Text(method, "id"));
        charge["metadata"] = intent["metadata"]!.DeepClone();
        charge["description"] = intent["description"]?.DeepClone();
        if (Text(intent, "customer") is { Length: > 0 } customer) charge["customer"] = customer;
        charge["payment_method_details"] = Text(method, "type") == "card" ? Shapes.ChargedCard(Text(method["card"], "last4"), Text(method["card"], "brand")) : Shapes.ChargedBank(Text(method["au_becs_debit"], "last4"));
        intent["latest_charge"] = Text(charge, "id");
        return charge;
    }
}
