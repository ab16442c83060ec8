namespace Portal.Orchard.Frames;

/// <summary>A screen on its way into a theme's layout: the model of the view PortalPage/Page.</summary>
/// <param name="Body">The screen, as safe HTML.</param>
/// <param name="Layout">The layout that it asks for; empty for the theme's usual one. The quiet one is that of the log-in page.</param>
/// <param name="InAdmin">Whether it stands in Orchard's admin.</param>
/// <param name="Status">Of the answer.</param>
public sealed record PortalView(string Body, string Layout, bool InAdmin, int Status);
