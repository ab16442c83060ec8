using System.Security.Claims;

namespace OrchardCore.Portal.Tenancy;

/// <summary>One of the retailer's people, as the back office names them.</summary>
public sealed record StaffMember(Guid? UserId, string Name, string Email)
{
    public static StaffMember Of(ClaimsPrincipal person) => new(
        Guid.TryParse(person.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null,
        person.FindFirstValue(ClaimTypes.Name) is { Length: > 0 } name ? name : person.Identity?.Name ?? "",
        person.FindFirstValue(ClaimTypes.Email) ?? "");
}
