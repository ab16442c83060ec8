using System.ComponentModel.DataAnnotations;

namespace Portal.Orchard.Tenants;

/// <summary>Where in a tenant's site the portal is found, and what the theme around it may do.</summary>
public sealed class PortalPlace
{
    /// <summary>Never the root: that, and /Admin below it, are the site's.</summary>
    [Required, RegularExpression("^(/[a-z0-9][a-z0-9-]*)+$", ErrorMessage = "OrchardCore_Portal:Path: expected a path in lower-case letters, digits and hyphens, as in \"/portal\".")]
    public string Path { get; set; } = "/portal";

    /// <summary>
    /// What a theme needs besides files of the site itself, by directive of the Content-Security-Policy: "style-src": "'unsafe-inline' https://fonts.example.com".
    /// The portal's own theme needs nothing.
    /// </summary>
    public Dictionary<string, string> ThemeSources { get; } = [];
}
