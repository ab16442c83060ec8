using OrchardCore.DisplayManagement.Manifest;

[assembly: Theme(
    Name = "Customer Portal",
    Author = "OrchardCore.Portal",
    Version = "0.1.0",
    Description = "A white-label theme around the customer portal, in the tenant's brand.",
    Dependencies = ["OrchardCore.Portal.Module"],
    Tags = ["Customer Portal"])]
