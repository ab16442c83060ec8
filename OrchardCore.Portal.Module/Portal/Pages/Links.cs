using Microsoft.AspNetCore.Http;

namespace OrchardCore.Portal.Pages;

/// <summary>Addresses inside the portal: under the retailer's path prefix, or at the root of its own host name.</summary>
internal static class Links
{
    private static readonly AsyncLocal<PathString> Base = new();

    internal static void Enter(PathString basePath) => Base.Value = basePath;

    /// <summary>"/statements" becomes "/lumen/statements" where the retailer is found by prefix.</summary>
    public static string To(string path) => Base.Value.Value + path;

    /// <summary>Where in the portal a request is: "/statements", without what leads to the portal. Null on another page of the host's.</summary>
    public static string? PathOf(HttpRequest request) =>
        !(request.PathBase + request.Path).StartsWithSegments(Base.Value, out var rest) ? null : rest.HasValue ? rest.Value : "/";

    /// <summary>A place to go back to that came with a request: only one of our own pages is taken (ASVS 5, 3.7.2).</summary>
    public static string Back(string? asked, string otherwise)
    {
        var safe = asked is { Length: > 0 and < 2000 } && asked[0] == '/' && !asked.StartsWith("//", StringComparison.Ordinal)
            && !asked.Contains('\\', StringComparison.Ordinal) && !asked.Any(char.IsControl);
        var root = Base.Value.Value ?? "";
        return safe && (root == "" || asked == root || asked!.StartsWith(root + "/", StringComparison.Ordinal)) ? asked! : To(otherwise);
    }
}
