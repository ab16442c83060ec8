using OrchardCore.Portal.AccountDetails;
using OrchardCore.Portal.Branding;
using OrchardCore.Portal.Charges;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Dashboard;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Help;
using OrchardCore.Portal.Importing;
using OrchardCore.Portal.Notifications;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Payments;
using OrchardCore.Portal.Payments.AutoPay;
using OrchardCore.Portal.Payments.Gateway;
using OrchardCore.Portal.Payments.Guest;
using OrchardCore.Portal.Payments.Methods;
using OrchardCore.Portal.Payments.Receipts;
using OrchardCore.Portal.ServiceSettings;
using OrchardCore.Portal.SignIn;
using OrchardCore.Portal.SignIn.Activating;
using OrchardCore.Portal.SignIn.Passwords;
using OrchardCore.Portal.SignIn.SecondStep;
using OrchardCore.Portal.SignIn.Staff;
using OrchardCore.Portal.Statements;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Usage;
using OrchardCore.Portal.Usage.Alerts;
using OrchardCore.Portal.Usage.Consumption;
using OrchardCore.Portal.Usage.Cost;
using OrchardCore.Portal.Usage.Downloads;

namespace OrchardCore.Portal;

/// <summary>The contents page: what is on this list is in the portal, in the order of the menu; what is not, is not.</summary>
internal static class Features
{
    public static readonly IReadOnlyList<Feature> All =
    [
        new("Dashboard", "/", "house", DashboardPage.Map, Bar: "Home"),
        new("Services", "/services", "plug", app => { ServiceList.Map(app); SelfReadChoice.Map(app); SelfRead.Map(app); FinalRead.Map(app); }),
        new("Charges", "/charges", "list", ChargeList.Map),
        new("Statements", "/statements", "file-text", app => { StatementList.Map(app); StatementDetail.Map(app); StatementPdf.Map(app); }, Bar: "Statements"),
        new("Pay my bill", "/pay", "credit-card", app => { PayMyBill.Map(app); PayResult.Map(app); ReceiptPdf.Map(app); }, Bar: "Pay", InMenu: false),
        new("Transactions", "/transactions", "arrow-down-up", TransactionList.Map),
        new("Usage Profile", "/usage", "chart-column", app => { UsageScreen.Map(app); CostScreen.Map(app); AlertPage.Map(app); StopAlert.Map(app); UsageProfile.Map(app); UsageDownload.Map(app); }, Bar: "Usage"),
        new("Account Details", "/account", "user", AccountDetailsPage.Map),
        new("Service Settings", "/settings", "settings", ServiceSettingsPage.Map),
        new("Help & FAQ", "/help", "circle-question-mark", app => { HelpList.Map(app); HelpAnswer.Map(app); }),
        new("Contact us", "/contact", "message-square", app => { ContactPage.Map(app); ContactThread.Map(app); ContactFileAnswer.Map(app); }),

        // Not in the menu:
        new("Stripe", "/pay/methods", "credit-card", app => { MethodList.Map(app); AutoPayPage.Map(app); GuestPay.Map(app); StripeWebhook.Map(app); }, InMenu: false, Part: PortalParts.Payments),
        new("Switch account", "/switch-account", "user", SwitchAccount.Map, InMenu: false),
        new("Activate", "/activate", "user-check", Activation.Map, InMenu: false, Part: PortalParts.Activation),
        new("Sign in", "/sign-in", "log-in", app => { SignInPage.Map(app); SignOut.Map(app); ActivationLink.Map(app); ForgotPassword.Map(app); ResetPassword.Map(app); ChangePassword.Map(app); JoinStaff.Map(app); CodePage.Map(app); SecondStepPage.Map(app); ProvePage.Map(app); }, InMenu: false, Part: PortalParts.SignIn),
        new("Import API", "/api/imports", "upload", ImportApi.Map, InMenu: false, Part: PortalParts.Imports),

        // The back office, in the order of its menu:
        new("Overview", "/admin", "house", BackOffice.Overview.OverviewPage.Map, Bar: "Overview", Office: Policies.BackOffice, Part: PortalParts.BackOffice),
        new("Inbox", "/admin/inbox", "inbox", BackOffice.Inbox.InboxPage.Map, Bar: "Inbox", Office: Policies.AnswerContacts, Part: PortalParts.BackOffice),
        new("Complaints", BackOffice.Complaints.ComplaintRegister.Path, "megaphone", BackOffice.Complaints.ComplaintRegister.Map, Office: Policies.AnswerContacts, Part: PortalParts.BackOffice),
        new("Customers", BackOffice.Customers.CustomerList.Path, "users", app => { BackOffice.Customers.CustomerList.Map(app); BackOffice.Customers.CustomerPage.Map(app); BackOffice.ViewAs.StartViewing.Map(app); }, Bar: "Customers", Office: Policies.ServeCustomers, Part: PortalParts.BackOffice),
        new("Changes", BackOffice.Changes.ChangeList.Path, "user-check", BackOffice.Changes.ChangeList.Map, Office: Policies.ServeCustomers, Part: PortalParts.BackOffice),
        new("Sign-ins of customers", BackOffice.Customers.CustomerList.Path, "users", BackOffice.Customers.SignInDeeds.Map, InMenu: false, Office: Policies.ServeCustomers, Part: PortalParts.BackOffice | PortalParts.SignIn),
        new("Payments", "/admin/payments", "credit-card", BackOffice.Payments.PaymentsReport.Map, Bar: "Payments", Office: Policies.SeePayments, Part: PortalParts.BackOffice | PortalParts.Payments),
        new("Imports", "/admin/imports", "database", BackOffice.ImportFiles.ImportFilesPage.Map, Bar: "Imports", Office: Policies.RunImports, Part: PortalParts.BackOffice | PortalParts.Imports),
        new("Answers", BackOffice.Answers.AnswerList.Path, "circle-question-mark", app => { BackOffice.Answers.AnswerList.Map(app); BackOffice.Answers.AnswerEditor.Map(app); }, Bar: "Answers", Office: Policies.EditAnswers, Part: PortalParts.BackOffice | PortalParts.Answers),
        new("Branding", BackOffice.BrandEditor.BrandEditor.Path, "palette", BackOffice.BrandEditor.BrandEditor.Map, Bar: "Branding", Office: Policies.EditBrand, Part: PortalParts.BackOffice | PortalParts.Branding),
        new("Templates", BackOffice.TemplateEditor.TemplateList.Path, "file-text", BackOffice.TemplateEditor.TemplateList.Map, Office: Policies.EditBrand, Part: PortalParts.BackOffice | PortalParts.Branding),
        new("Mail", "/admin/mail", "mail", MailList.Map, Bar: "Mail", Office: Policies.SeeMail, Part: PortalParts.BackOffice),
        new("People", BackOffice.People.PeopleList.Path, "users", BackOffice.People.PeopleList.Map, Office: Policies.ManagePeople, Part: PortalParts.BackOffice | PortalParts.SignIn),
        new("Audit", "/admin/audit", "history", BackOffice.Audit.AuditList.Map, Office: Policies.SeeAudit, Part: PortalParts.BackOffice),

        new("Files of the pages", "/_assets", "palette", app => { Assets.Map(app); BrandFiles.Map(app); BrandPicture.Map(app); NotFoundPage.Map(app); }, InMenu: false),
    ];
}
