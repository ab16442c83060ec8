using Fluid;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using OrchardCore.DisplayManagement.Extensions;
using OrchardCore.Environment.Extensions;

namespace Portal.Orchard.Tenants;

/// <summary>A theme overrides a template of the portal's by a file of its name: Views/Portal/Statements/StatementList.liquid. So does the theme that it is based on.</summary>
internal sealed class ThemeTemplates(IExtensionManager extensions, IOptions<TemplateOptions> liquid)
{
    private const int MostBases = 10;

    public IReadOnlyList<IFileProvider> Of(string? themeId)
    {
        List<IFileProvider> themes = [];
        while (!string.IsNullOrEmpty(themeId) && themes.Count < MostBases && extensions.GetExtension(themeId) is { Exists: true } theme)
        {
            themes.Add(new OfTheme(liquid.Value.FileProvider!, $"Areas/{theme.Id}/Views/Portal/"));
            themeId = new ThemeExtensionInfo(theme).BaseTheme;
        }
        return themes;
    }

    private sealed class OfTheme(IFileProvider files, string folder) : IFileProvider
    {
        public IFileInfo GetFileInfo(string subpath) => files.GetFileInfo(folder + subpath);
        public IDirectoryContents GetDirectoryContents(string subpath) => NotFoundDirectoryContents.Singleton;
        public IChangeToken Watch(string filter) => NullChangeToken.Singleton;
    }
}
