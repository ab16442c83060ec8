using OrchardCore.Portal.AccountDetails;
using OrchardCore.Portal.Charges;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Dashboard;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Help;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Payments;
using OrchardCore.Portal.Payments.Attempts;
using OrchardCore.Portal.Payments.AutoPay;
using OrchardCore.Portal.Payments.Guest;
using OrchardCore.Portal.Payments.Methods;
using OrchardCore.Portal.ServiceSettings;
using OrchardCore.Portal.SignIn;
using OrchardCore.Portal.SignIn.Activating;
using OrchardCore.Portal.SignIn.Passwords;
using OrchardCore.Portal.SignIn.SecondStep;
using OrchardCore.Portal.SignIn.Staff;
using OrchardCore.Portal.Statements;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Usage;
using OrchardCore.Portal.Usage.Alerts;
using OrchardCore.Portal.Usage.Consumption;
using OrchardCore.Portal.Usage.Cost;

namespace OrchardCore.Portal;

/// <summary>The contents page of templates: what is on this list a retailer's editors can make their own, in the order in which it is shown.</summary>
internal static class TemplatesShown
{
    public static readonly IReadOnlyList<TemplateInfo> All =
    [
        Page("Dashboard/DashboardPage", "Dashboard", "What customers see first: what is due, the balance, their services.", typeof(DashboardPage.Model)),
        Page("EnergyServices/ServiceList", "Services", "The services of the account, with their meters.", typeof(ServiceList.Model)),
        Page("EnergyServices/FinalRead", "Final read", "Asks for the last reading before a move.", typeof(FinalRead.Model)),
        Page("EnergyServices/FinalReadReview", "Final read, looked over", "What was given, before it is sent.", typeof(FinalRead.ReviewModel)),
        Page("EnergyServices/SelfReadChoice", "Meter reading, which meter", "Where there are several to choose from.", typeof(SelfReadChoice.Model)),
        Page("EnergyServices/SelfRead", "Meter reading", "Takes a reading that the customer has made.", typeof(SelfRead.Model)),
        Page("Charges/ChargeList", "Charges", "The lines of all bills.", typeof(ChargeList.Model)),
        Page("Statements/StatementList", "Statements", "All bills, the newest first.", typeof(StatementList.Model)),
        Page("Statements/StatementDetail", "Statement", "One bill, with what it is made of and why it changed.", typeof(StatementDetail.Model)),
        Page("Transactions/TransactionList", "Transactions", "Bills, payments and adjustments, with the balance.", typeof(TransactionList.Model)),
        Page("Usage/Consumption/UsageScreen", "Usage", "What was used, as a chart and a table.", typeof(UsageScreen.Model)),
        Page("Usage/Cost/CostScreen", "Usage, cost", "What it cost, bill by bill, as a chart and a table.", typeof(CostScreen.Model)),
        Page("Usage/Alerts/AlertPage", "Usage, alerts", "Limits that the customer sets, tried on the last twelve months.", typeof(AlertModel)),
        Page("Usage/Alerts/StopAlert", "Usage, stop an alert", "From the link of its e-mail, without signing in.", typeof(StopAlert.Model), FrameKind.Plain),
        Page("Usage/UsageProfile", "Usage, readings", "The meter's readings.", typeof(UsageProfile.Model)),
        Page("AccountDetails/AccountDetailsPage", "Account details", "Names, addresses, how to be reached.", typeof(AccountDetailsPage.Model)),
        Page("ServiceSettings/ServiceSettingsPage", "Service settings", "How bills come.", typeof(ServiceSettingsPage.Model)),
        Page("Help/HelpList", "Help", "The questions by topic, and the search.", typeof(HelpList.Model)),
        Page("Help/HelpAnswer", "Help, an answer", "One answer.", typeof(HelpAnswer.Model)),
        Page("ContactUs/ContactPage", "Contact us", "The form, and what was written before.", typeof(ContactPage.Model)),
        Page("ContactUs/ContactThread", "A message", "What was written, and the answers.", typeof(ContactThread.Model)),
        Page("Payments/WaysToPay", "Pay my bill", "The form, and the other ways to pay.", typeof(WaysToPay.Model)),
        Page("Payments/PayReview", "Pay my bill, looked over", "The amount, before the payment page.", typeof(PayMyBill.PayReview)) with { Part = PortalParts.Payments },
        Page("Payments/PayResult", "Payment, its result", "Paid, on its way, or not.", typeof(ResultPage)) with { Part = PortalParts.Payments },
        Page("Payments/Methods/MethodList", "Saved cards and accounts", "What is kept at Stripe.", typeof(MethodList.Model)) with { Part = PortalParts.Payments },
        Page("Payments/AutoPay/AutoPayPage", "AutoPay", "Whether bills are paid by themselves.", typeof(AutoPayPage.Model)) with { Part = PortalParts.Payments },
        Page("Payments/Guest/GuestAsk", "Pay without signing in", "Asks for the account and the bill.", typeof(GuestPay.AskModel), FrameKind.Plain) with { Part = PortalParts.Payments },
        Page("Payments/Guest/GuestPay", "Pay without signing in, the amount", "What is due on the account.", typeof(GuestPay.PayModel), FrameKind.Plain) with { Part = PortalParts.Payments },
        Page("SignIn/Card", "Sign in, activation, forgotten password", "The card with one thing to do.", typeof(Card), FrameKind.Plain),
        Page("SignIn/Passwords/ChangePassword", "Change the password", "And where else somebody is signed in.", typeof(ChangePassword.Model)) with { Part = PortalParts.SignIn },
        Page("SignIn/SecondStep/SecondStepOff", "Second step, to turn on", "The picture for the app, and the first code.", typeof(SecondStepPage.OffModel)) with { Part = PortalParts.SignIn },
        Page("SignIn/SecondStep/SecondStepOn", "Second step, turned on", "New recovery codes, and turning it off.", typeof(SecondStepPage.OnModel)) with { Part = PortalParts.SignIn },
        Page("SignIn/SecondStep/RecoveryCodes", "Recovery codes", "Shown once, to be kept.", typeof(SecondStepPage.CodesModel)) with { Part = PortalParts.SignIn },
        Page("Pages/Fault", "When something goes wrong", "Not found, not allowed, failed.", typeof(FaultPage), FrameKind.Plain),

        Around("Frame/Layout", "The page around a screen", "Head, menu, account and foot, once somebody is signed in."),
        Around("Frame/Brand", "Logo", "The logo at the head of each page."),
        Around("Frame/Menu", "Menu", "At the side or on top; behind More on a phone."),
        Around("Frame/Account", "Account in view", "The number, and the list to choose from."),
        Around("Frame/Bar", "Bar at the foot of a phone", "The five ways that are used the most."),
        Around("Frame/Foot", "Foot", "Help, your links, your legal line."),
        Around("Frame/Notice", "Notice", "One sentence after a form was taken."),
        new("Frame/Plain", "The calm page", "Around sign-in, guest payment and faults.", TemplateInfo.Around, SeenOn: "SignIn/Card"),

        Part("Pages/Table", "Table", "Every list: filters, rows, pager.", "Charges/ChargeList"),
        Part("Pages/Cell", "Cell of a table", "A chip, a code or actions.", "Charges/ChargeList"),
        Part("Pages/Filters", "Filters of a table", "In the page, or a sheet on a phone.", "Charges/ChargeList"),
        Part("Pages/Pager", "Pager of a table", "The pages of a long list.", "Charges/ChargeList"),
        Part("Pages/Chart", "Chart", "The table from which a chart is drawn.", "Dashboard/DashboardPage"),
        Part("Pages/Field", "Field of a form", "Label, hint, box and what is wrong with it.", "ServiceSettings/ServiceSettingsPage"),
        Part("Pages/Errors", "What is wrong with a form", "All of it, above the form.", "ServiceSettings/ServiceSettingsPage"),
        Part("Pages/Notice", "Notice in a page", "One sentence with a sign.", "EnergyServices/ServiceList"),
        Part("Pages/Chip", "Chip", "A state in a word: “Paid”.", "Dashboard/DashboardPage"),
        Part("Pages/Empty", "Nothing here", "Why there is nothing, and what comes next.", "Charges/ChargeList"),
        Part("Transactions/PayHead", "Head of the lists", "What is owed, above Charges, Statements and Transactions.", "Charges/ChargeList"),
        Part("EnergyServices/FinalReadHead", "Head of the final read", "Which meter, and where it is.", "EnergyServices/FinalRead"),
        Part("Usage/Tabs", "Views of usage", "Between usage, cost and readings.", "Usage/UsageProfile"),
        Part("Usage/Downloads/DownloadForm", "Download of usage", "From when to when, and as what.", "Usage/Consumption/UsageScreen"),
        Part("Usage/Consumption/UseFigure", "Chart of usage", "The sentence, the bars and their table: of usage, and of cost.", "Usage/Consumption/UsageScreen"),
        Part("Usage/Cost/BillCard", "What a bill is made of", "Its lines by kind, below the bars of cost.", "Usage/Cost/CostScreen"),
        Part("Help/Contact", "Still need help?", "At the end of Help.", "Help/HelpList"),
        Part("Help/Parts", "Words that were searched for", "Marked in a question.", "Help/HelpList"),
        Part("ContactUs/Files", "Files of a message", "Each to be saved.", "ContactUs/ContactThread"),
        Part("ContactUs/Complaint", "How a complaint goes on", "The steps, and the ombudsman.", "ContactUs/ContactThread"),
        Part("AccountDetails/PastLooks", "When you looked at an account", "Each time that one of your people saw it as the customer does.", "AccountDetails/AccountDetailsPage"),
        Part("Statements/Explaining/Explained", "Explain this bill", "Beside the last one and last year's.", "Statements/StatementDetail"),

        new("Notifications/Layout", "Around every e-mail", "Your name on top, how to reach you at the foot.", TemplateInfo.Mails, SeenOn: "SignIn/Activating/ActivatedMail"),
        new("Notifications/Button", "Button of an e-mail", "The one thing to do.", TemplateInfo.Mails, SeenOn: "SignIn/Activating/ActivationMail"),
        new("Notifications/Heading", "Heading of an e-mail", "Its first line.", TemplateInfo.Mails, SeenOn: "SignIn/Activating/ActivationMail"),
        Mail("SignIn/Activating/InviteMail", "Your account online", "To a customer whom you invite: the link.", typeof(Invitations.InviteMail)),
        Mail("SignIn/Activating/ActivationMail", "Activate your account", "To a customer who asked for it: the link.", typeof(SendActivationLink.ActivationMail)),
        Mail("SignIn/Activating/ActivatedMail", "Your account is ready", "After the link was used.", typeof(ActivationLink.ActivatedMail)),
        Mail("SignIn/Passwords/ResetMail", "Choose a new password", "To a customer who forgot it: the link.", typeof(SendResetLink.ResetMail)) with { Part = PortalParts.SignIn },
        Mail("SignIn/Passwords/PasswordChangedMail", "Your password was changed", "So that nobody changes it unseen.", typeof(SignIns.PasswordChangedMail)) with { Part = PortalParts.SignIn },
        Mail("SignIn/SecondStep/SecondStepMail", "Second step changed", "To whoever turned it on or off, so that nobody does it unseen.", typeof(SecondFactors.SecondStepMail)) with { Part = PortalParts.SignIn },
        Mail("SignIn/Staff/InviteMail", "Invitation to the back office", "To one of your people: the link.", typeof(StaffInvites.InviteMail)) with { Part = PortalParts.SignIn },
        Mail("AccountDetails/NewEmailMail", "Your e-mail address was changed", "To the former address.", typeof(DetailChanges.NewEmailMail)),
        Mail("AccountDetails/ChangedMail", "Details changed", "To you: what a customer changed.", typeof(DetailChanges.ChangedMail)),
        Mail("ContactUs/OpenedMail", "Your message is here", "To the customer, with its number and the promise.", typeof(ContactMails.OpenedMail)),
        Mail("ContactUs/AnswerMail", "An answer", "To the customer, when you answer or settle a message.", typeof(ContactMails.AnswerMail)),
        Mail("ContactUs/RetailerMail", "A new message", "To you: what a customer wrote.", typeof(ContactMails.RetailerMail)),
        Mail("Usage/Alerts/AlertMail", "A usage alert", "A day or a month was above the limit that the customer set.", typeof(AlertMail)),
        Mail("Payments/Attempts/PaymentMail", "A payment", "To whoever paid: received, on its way, sent back, refunded.", typeof(PaymentMails.PaymentMail)) with { Part = PortalParts.Payments },
        Mail("Payments/Attempts/ReturnOfficeMail", "A payment that went back", "To you: a refund or a dispute.", typeof(ReturnMails.OfficeMail)) with { Part = PortalParts.Payments },
        Mail("Payments/AutoPay/AutoPayMail", "AutoPay", "Set up, ahead of a debit, stopped.", typeof(AutoPayMails.AutoPayMail)) with { Part = PortalParts.Payments },
    ];

    private static TemplateInfo Page(string path, string title, string use, Type page, FrameKind frame = FrameKind.Layout) => new(path, title, use, TemplateInfo.Pages, page, frame);
    private static TemplateInfo Around(string path, string title, string use) => new(path, title, use, TemplateInfo.Around, SeenOn: "Dashboard/DashboardPage");
    private static TemplateInfo Part(string path, string title, string use, string seenOn) => new(path, title, use, TemplateInfo.Parts, SeenOn: seenOn);
    private static TemplateInfo Mail(string path, string title, string use, Type page) => new(path, title, use, TemplateInfo.Mails, page);
}
