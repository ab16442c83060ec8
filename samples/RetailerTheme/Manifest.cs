using OrchardCore.DisplayManagement.Manifest;

[assembly: Theme(
    Name = "A retailer's own theme",
    Author = "OrchardCore.Portal",
    Version = "0.1.0",
    Description = "A sample: the customer portal's theme, with one screen of the retailer's own.",
    BaseTheme = "OrchardCore.Portal.Theme",
    Dependencies = ["OrchardCore.Portal.Theme"])]
