using OrchardCore.Modules.Manifest;
using Portal.Orchard;

[assembly: Module(
    Name = "Customer Portal",
    Author = "OrchardCore.Portal",
    Version = "0.1.0",
    Category = PortalFeatures.Category)]

[assembly: Feature(
    Id = PortalFeatures.Portal,
    Name = "Customer Portal",
    Category = PortalFeatures.Category,
    Description = "The screens of a retailer's customers: dashboard, services, charges, statements, transactions, usage, account, help, contact.",
    Dependencies = ["OrchardCore.Diagnostics", "OrchardCore.Liquid", "OrchardCore.Resources", "OrchardCore.Roles", "OrchardCore.Settings", "OrchardCore.Users"])]

[assembly: Feature(
    Id = PortalFeatures.BackOffice,
    Name = "Customer Portal: back office",
    Category = PortalFeatures.Category,
    Description = "The portal's screens for the retailer's own people, in Orchard's admin.",
    Dependencies = [PortalFeatures.Portal])]

[assembly: Feature(
    Id = PortalFeatures.Payments,
    Name = "Customer Portal: payments by Stripe",
    Category = PortalFeatures.Category,
    Description = "Customers pay on Stripe's page, once or by AutoPay, and the ledger follows Stripe.",
    Dependencies = [PortalFeatures.BackOffice])]

[assembly: Feature(
    Id = PortalFeatures.Imports,
    Name = "Customer Portal: imports",
    Category = PortalFeatures.Category,
    Description = "Customers, services, statements, charges, transactions and readings come in as files: by a drop folder, an upload or the API.",
    Dependencies = [PortalFeatures.BackOffice])]

[assembly: Feature(
    Id = PortalFeatures.Faq,
    Name = "Customer Portal: FAQ",
    Category = PortalFeatures.Category,
    Description = "The answers of the portal's Help as content items.",
    Dependencies = [PortalFeatures.BackOffice, "OrchardCore.Contents", "OrchardCore.ContentTypes", "OrchardCore.ContentFields", "OrchardCore.Markdown", "OrchardCore.Title"])]

[assembly: Feature(
    Id = PortalFeatures.Branding,
    Name = "Customer Portal: branding",
    Category = PortalFeatures.Category,
    Description = "The retailer's brand, words and templates.",
    Dependencies = [PortalFeatures.BackOffice])]
