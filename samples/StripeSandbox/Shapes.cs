using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace OrchardCore.Portal.StripeSandbox;

/// <summary>Stripe's objects as they are when nothing is said of them: every field that API version 2026-10-28.endive always sends.</summary>
internal static class Shapes
{
    public const string ApiVersion = "2026-10-28.endive";

    private const string Address = """{"city":null,"country":null,"line1":null,"line2":null,"postal_code":null,"state":null}""";

    public static JsonObject Session() => Parse("""
        {"object":"checkout.session","adaptive_pricing":null,"after_expiration":null,"allow_promotion_codes":null,"allowed_payment_method_types":null,"amount_subtotal":null,"amount_total":null,
         "automatic_tax":{"enabled":false,"liability":null,"provider":null,"status":null},"billing_address_collection":null,"branding_settings":null,"cancel_url":null,"client_reference_id":null,"client_secret":null,
         "collected_information":null,"consent":null,"consent_collection":null,"created":0,"currency":null,"currency_conversion":null,"custom_fields":[],
         "custom_text":{"after_submit":null,"shipping_address":null,"submit":null,"terms_of_service_acceptance":null},"customer":null,"customer_account":null,"customer_creation":null,"customer_details":null,"customer_email":null,
         "discounts":null,"expires_at":0,"integration_identifier":null,"invoice":null,"invoice_creation":null,"livemode":false,"locale":null,"managed_payments":null,"metadata":{},"mode":"payment","origin_context":null,
         "payment_intent":null,"payment_link":null,"payment_method_collection":null,"payment_method_configuration_details":null,"payment_method_options":{},"payment_method_types":["card","au_becs_debit"],"payment_status":"unpaid","permissions":null,
         "phone_number_collection":{"enabled":false},"recovered_from":null,"saved_payment_method_options":null,"setup_intent":null,"shipping_address_collection":null,"shipping_cost":null,"shipping_options":[],"status":"open","submit_type":null,
         "subscription":null,"success_url":null,"total_details":null,"ui_mode":"hosted_page","url":null,"wallet_options":null}
        """);

    public static JsonObject Intent() => Parse("""
        {"object":"payment_intent","allowed_payment_method_types":null,"amount":0,"amount_capturable":0,"amount_details":{"tip":{}},"amount_received":0,"application":null,"application_fee_amount":null,"automatic_payment_methods":null,"canceled_at":null,
         "cancellation_reason":null,"capture_method":"automatic_async","client_secret":null,"confirmation_method":"automatic","created":0,"currency":"aud","customer":null,"customer_account":null,"description":null,"excluded_payment_method_types":null,
         "last_payment_error":null,"latest_charge":null,"livemode":false,"managed_payments":null,"metadata":{},"next_action":null,"on_behalf_of":null,"payment_method":null,"payment_method_configuration_details":null,"payment_method_options":{},
         "payment_method_types":["card","au_becs_debit"],"payment_record":null,"processing":null,"receipt_email":null,"review":null,"setup_future_usage":null,"shipping":null,"source":null,"statement_descriptor":null,"statement_descriptor_suffix":null,
         "status":"requires_payment_method","transfer_data":null,"transfer_group":null}
        """);

    public static JsonObject Charge() => Parse($$$"""
        {"object":"charge","amount":0,"amount_captured":0,"amount_refunded":0,"application":null,"application_fee":null,"application_fee_amount":null,"balance_transaction":null,
         "billing_details":{"address":{{{Address}}},"email":null,"name":null,"phone":null,"tax_id":null},"calculated_statement_descriptor":null,"captured":false,"created":0,"currency":"aud","customer":null,"description":null,"disputed":false,
         "failure_balance_transaction":null,"failure_code":null,"failure_message":null,"fraud_details":null,"livemode":false,"metadata":{},"on_behalf_of":null,"outcome":null,"paid":false,"payment_intent":null,"payment_method":null,"payment_method_details":null,
         "receipt_email":null,"receipt_number":null,"receipt_url":null,"refunded":false,"review":null,"shipping":null,"source":null,"source_transfer":null,"statement_descriptor":null,"statement_descriptor_suffix":null,"status":"pending","transfer_data":null,"transfer_group":null}
        """);

    public static JsonObject Refund() => Parse("""
        {"object":"refund","amount":0,"balance_transaction":null,"charge":null,"created":0,"currency":"aud","customer":null,"customer_account":null,"metadata":{},"payment_intent":null,"payment_method":null,"reason":null,"receipt_number":null,
         "source_transfer_reversal":null,"status":"succeeded","transfer_reversal":null}
        """);

    public static JsonObject Dispute() => Parse("""
        {"object":"dispute","amount":0,"balance_transactions":[],"charge":null,"created":0,"currency":"aud","enhanced_eligibility_types":[],
         "evidence":{"access_activity_log":null,"billing_address":null,"cancellation_policy":null,"cancellation_policy_disclosure":null,"cancellation_rebuttal":null,"customer_communication":null,"customer_email_address":null,"customer_name":null,
           "customer_purchase_ip":null,"customer_signature":null,"duplicate_charge_documentation":null,"duplicate_charge_explanation":null,"duplicate_charge_id":null,"enhanced_evidence":{},"product_description":null,"receipt":null,"refund_policy":null,
           "refund_policy_disclosure":null,"refund_refusal_explanation":null,"service_date":null,"service_documentation":null,"shipping_address":null,"shipping_carrier":null,"shipping_date":null,"shipping_documentation":null,
           "shipping_tracking_number":null,"uncategorized_file":null,"uncategorized_text":null},
         "evidence_details":{"due_by":null,"enhanced_eligibility":{},"has_evidence":false,"past_due":false,"submission_count":0,"submission_method":"not_submitted"},"intended_submission_method":null,"is_charge_refundable":false,"livemode":false,"metadata":{},
         "payment_intent":null,"reason":"general","status":"needs_response"}
        """);

    public static JsonObject Customer() => Parse("""
        {"object":"customer","address":null,"balance":0,"created":0,"currency":null,"default_source":null,"delinquent":false,"description":null,"discount":null,"email":null,"invoice_prefix":null,
         "invoice_settings":{"custom_fields":null,"default_payment_method":null,"footer":null,"rendering_options":null},"livemode":false,"metadata":{},"name":null,"next_invoice_sequence":1,"phone":null,"preferred_locales":[],"shipping":null,
         "tax_exempt":"none","test_clock":null}
        """);

    public static JsonObject Method() => Parse($$$"""
        {"object":"payment_method","allow_redisplay":"always","billing_details":{"address":{{{Address}}},"email":null,"name":null,"phone":null,"tax_id":null},"created":0,"customer":null,"customer_account":null,"livemode":false,"metadata":{},"type":"card"}
        """);

    public static JsonObject Setup() => Parse("""
        {"object":"setup_intent","allowed_payment_method_types":null,"application":null,"automatic_payment_methods":null,"cancellation_reason":null,"client_secret":null,"created":0,"customer":null,"customer_account":null,"description":null,
         "excluded_payment_method_types":null,"flow_directions":null,"last_setup_error":null,"latest_attempt":null,"livemode":false,"managed_payments":null,"mandate":null,"metadata":{},"next_action":null,"on_behalf_of":null,"payment_method":null,
         "payment_method_configuration_details":null,"payment_method_options":{},"payment_method_types":["card","au_becs_debit"],"single_use_mandate":null,"status":"requires_payment_method","usage":"off_session"}
        """);

    public static JsonObject Endpoint() => Parse("""
        {"object":"webhook_endpoint","api_version":null,"application":null,"created":0,"description":null,"enabled_events":["*"],"livemode":false,"metadata":{},"status":"enabled","url":""}
        """);

    public static JsonObject CardDetails(string last4, string brand) => Parse($$$"""
        {"brand":"{{{brand}}}","checks":{"address_line1_check":null,"address_postal_code_check":null,"cvc_check":"pass"},"country":"AU","exp_month":8,"exp_year":2030,"fingerprint":"sandbox{{{last4}}}","funding":"credit","last4":"{{{last4}}}",
         "networks":{"available":["{{{brand}}}"],"preferred":null},"three_d_secure_usage":{"supported":true},"wallet":null,"display_brand":"{{{brand}}}","generated_from":null,"regulated_status":"unregulated"}
        """);

    public static JsonObject ChargedCard(string last4, string brand) => Parse($$$"""
        {"type":"card","card":{"amount_authorized":null,"authorization_code":null,"brand":"{{{brand}}}","checks":{"address_line1_check":null,"address_postal_code_check":null,"cvc_check":"pass"},"country":"AU","electronic_commerce_indicator":null,"exp_month":8,"exp_year":2030,
          "fingerprint":"sandbox{{{last4}}}","funding":"credit","installments":null,"last4":"{{{last4}}}","mandate":null,"network":"{{{brand}}}","network_token":null,"network_transaction_id":null,"regulated_status":"unregulated","three_d_secure":null,"transaction_link_id":null,"wallet":null}}
        """);

    public static JsonObject BankDetails(string last4) => Parse($$"""{"bsb_number":"000000","fingerprint":"sandbox{{last4}}","last4":"{{last4}}"}""");

    public static JsonObject ChargedBank(string last4) => Parse($$$"""{"type":"au_becs_debit","au_becs_debit":{"bsb_number":"000000","fingerprint":"sandbox{{{last4}}}","last4":"{{{last4}}}","mandate":"mandate_sandbox"}}""");

    public static JsonObject Error(string type, string code, string message, string? param = null) => new()
    {
        ["error"] = new JsonObject { ["type"] = type, ["code"] = code == "" ? null : code, ["message"] = message, ["param"] = param, ["doc_url"] = "https://docs.stripe.com/error-codes" },
    };

    public static string NewId(string prefix) => prefix + RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 24);

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
