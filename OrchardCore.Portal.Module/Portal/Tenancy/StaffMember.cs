using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;

namespace OrchardCore.Portal.Tenancy;

/// <summary>One of the retailer's people, as the back office names them.</summary>
public sealed record StaffMember(Guid? UserId, string Name, string Email)
{
    public static StaffMember Of(ClaimsPrincipal person) => new(
        person.FindFirstValue(ClaimTypes.NameIdentifier) is { Length: > 0 } id ? IdOf(id) : null,
        person.FindFirstValue(ClaimTypes.Name) is { Length: > 0 } name ? name : person.Identity?.Name ?? "",
        person.FindFirstValue(ClaimTypes.Email) ?? "");

    /// <summary>A host's ids need not be GUIDs (Orchard's are 26 letters and digits): the portal notes who did a thing by a number of 128 bits.</summary>
    public static Guid IdOf(string id) => Guid.TryParse(id, out var number) ? number : new(SHA256.HashData(Encoding.UTF8.GetBytes(id))[..16]);
}
