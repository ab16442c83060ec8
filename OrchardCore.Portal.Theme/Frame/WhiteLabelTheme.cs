namespace OrchardCore.Portal.Frame;

/// <summary>Names the assembly that a host hands to AddPortal.</summary>
public static class WhiteLabelTheme
{
    public static System.Reflection.Assembly Assembly => typeof(WhiteLabelTheme).Assembly;
}
