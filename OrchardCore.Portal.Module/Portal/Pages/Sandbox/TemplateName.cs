using System.Text.RegularExpressions;

namespace OrchardCore.Portal.Pages.Sandbox;

/// <summary>How templates are called: "Dashboard/DashboardPage".</summary>
internal static partial class TemplateName
{
    /// <param name="path">With or without ".liquid".</param>
    public static bool IsOne(string path) => path.Length <= 120 && Name().IsMatch(path);

    /// <summary>Pages on which money or a password is asked for: nothing of another site stands there, and no field of the retailer's own.</summary>
    public static bool IsStrict(string path) => path.StartsWith("Payments/", StringComparison.Ordinal) || path.StartsWith("SignIn/", StringComparison.Ordinal);

    /// <summary>The skeleton of a page or a mail: it may hold what else stands in no template.</summary>
    public static bool IsSkeleton(string path) => path is "Notifications/Layout" || path.StartsWith("Frame/", StringComparison.Ordinal);

    public static bool IsMail(string path) => path.EndsWith("Mail", StringComparison.Ordinal) || path is "Notifications/Layout" or "Notifications/Button" or "Notifications/Heading";

    /// <summary>Stands inside an element, as its attributes.</summary>
    public static bool IsAttributes(string path) => path is "Pages/FieldState";

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9-]*(/[A-Za-z][A-Za-z0-9-]*)+(\.liquid)?\z")] private static partial Regex Name();
}
