using System.Text.RegularExpressions;

namespace OrchardCore.Portal.Pages.Sandbox;

/// <summary>How templates are called: "Dashboard/DashboardPage".</summary>
internal static partial class TemplateName
{
    /// <param name="path">With or without ".liquid".</param>
    public static bool IsOne(string path) => path.Length <= 120 && Name().IsMatch(path);

    private static readonly string[] Strict = ["Payments/", "SignIn/", "Frame/", "Pages/"], StrictParts = ["Help/Contact", "AccountDetails/PastLooks", "Transactions/PayHead", "Notifications/Button", "Notifications/Heading"];

    /// <summary>Pages and mails about money and passwords, and all that stands on them: nothing of another site stands there, and no field of the retailer's own.</summary>
    public static bool IsStrict(string path) => StrictParts.Contains(path) || Strict.Any(folder => path.StartsWith(folder, StringComparison.Ordinal));

    /// <summary>Where a chart's script may be asked for.</summary>
    public static bool TakesScript(string path) => path == "Pages/Chart" || !IsStrict(path) && !IsMail(path);

    /// <summary>The skeleton of a page or a mail: it may hold what else stands in no template.</summary>
    public static bool IsSkeleton(string path) => path is "Notifications/Layout" || path.StartsWith("Frame/", StringComparison.Ordinal);

    public static bool IsMail(string path) => path.EndsWith("Mail", StringComparison.Ordinal) || path is "Notifications/Layout" or "Notifications/Button" or "Notifications/Heading";

    /// <summary>Stands inside an element, as its attributes.</summary>
    public static bool IsAttributes(string path) => path is "Pages/FieldState";

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9-]*(/[A-Za-z][A-Za-z0-9-]*)+(\.liquid)?\z")] private static partial Regex Name();
}
