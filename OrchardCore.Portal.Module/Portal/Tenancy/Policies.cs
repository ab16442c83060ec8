namespace OrchardCore.Portal.Tenancy;

/// <summary>Who may do what. The plain host maps them to roles of its own sign-ins, Orchard to permissions.</summary>
public static class Policies
{
    /// <summary>Signed in, and linked to one account or more.</summary>
    public const string Customer = "Portal.Customer";

    /// <summary>Any of the retailer's people: the way into the back office.</summary>
    public const string BackOffice = "Portal.BackOffice";

    public const string EditAnswers = "Portal.EditAnswers";
    public const string EditBrand = "Portal.EditBrand";
    public const string RunImports = "Portal.RunImports";
    public const string SeePayments = "Portal.SeePayments";
    public const string AnswerContacts = "Portal.AnswerContacts";

    /// <summary>Tickets that most of the retailer's people must not see: of customers who fear for their safety.</summary>
    public const string AnswerPrivate = "Portal.AnswerPrivate";

    /// <summary>How the inbox works for all: ready answers, message types and their clocks, public holidays.</summary>
    public const string ManageInbox = "Portal.ManageInbox";
    public const string ServeCustomers = "Portal.ServeCustomers";

    /// <summary>To see the portal with a customer's eyes, and to change nothing there.</summary>
    public const string ViewAsCustomer = "Portal.ViewAsCustomer";
    public const string SeeMail = "Portal.SeeMail";
    public const string SeeAudit = "Portal.SeeAudit";

    /// <summary>The keys of other systems: where the money goes, and who may send files.</summary>
    public const string ManageKeys = "Portal.ManageKeys";

    /// <summary>The retailer's people themselves, and what each may do.</summary>
    public const string ManagePeople = "Portal.ManagePeople";

    /// <summary>All of the back office's, which an administrator has.</summary>
    public static readonly IReadOnlyList<string> OfBackOffice =
        [BackOffice, EditAnswers, EditBrand, RunImports, SeePayments, AnswerContacts, AnswerPrivate, ManageInbox, ServeCustomers, ViewAsCustomer, SeeMail, SeeAudit, ManageKeys, ManagePeople];
}
