using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using System.Text;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Pages;

/// <summary>Finds a template: the retailer's override, then the theme's, then the one beside the screen's code.</summary>
internal sealed class Templates(Theme theme, Assets assets, ILogger<Templates> log)
{
    private readonly ConcurrentDictionary<string, (Retailer Retailer, Liquid Engine)> _engines = new(StringComparer.Ordinal);

    public Liquid Of(Retailer retailer) => Engine(retailer.Id, retailer, Overrides);

    /// <summary>The templates for a page in this frame: in the back office a retailer's own are not used.</summary>
    public Liquid For(Retailer retailer, FrameKind frame) => frame == FrameKind.Office ? Engine("office of " + retailer.Id, retailer, _ => []) : Of(retailer);

    private Liquid Engine(string key, Retailer retailer, Func<Retailer, IEnumerable<IFileProvider>> overrides)
    {
        if (_engines.TryGetValue(key, out var known) && ReferenceEquals(known.Retailer, retailer)) return known.Engine;   // the record changes when the retailer is edited
        return (_engines[key] = (retailer, Make(retailer, overrides(retailer)))).Engine;
    }

    private Liquid Make(Retailer retailer, IEnumerable<IFileProvider> overrides) => new(
        new FirstThatHas([.. overrides, .. retailer.ThemeTemplates, new Embedded(theme.Assembly), new Embedded(typeof(Templates).Assembly)]),
        retailer.Wording.Culture,
        new Dictionary<string, Func<string, object>>
        {
            ["word"] = retailer.Wording.Word,
            ["asset"] = assets.Href,
            ["url"] = Links.To,
            ["icon"] = assets.Icon,
        });

    private IEnumerable<IFileProvider> Overrides(Retailer retailer)
    {
        if (retailer.OwnTemplates.Count > 0) yield return new Published(retailer.OwnTemplates);
        var folder = Path.Combine(retailer.Folder, "templates");
        if (retailer.Folder != "" && Directory.Exists(folder)) yield return new Overridden(new PhysicalFileProvider(folder), retailer.Id, log);
    }

    private sealed class FirstThatHas(IReadOnlyList<IFileProvider> providers) : IFileProvider
    {
        public IFileInfo GetFileInfo(string path)
        {
            foreach (var provider in providers)
                if (provider.GetFileInfo(path) is { Exists: true } file) return file;
            return new NotFoundFileInfo(path);
        }

        public IDirectoryContents GetDirectoryContents(string path) => NotFoundDirectoryContents.Singleton;
        public IChangeToken Watch(string filter) => NullChangeToken.Singleton;
    }

    /// <summary>A retailer's template that is not Liquid must not take the screen down: the theme's serves, and the log says why.</summary>
    private sealed class Overridden(PhysicalFileProvider files, string retailerId, ILogger log) : IFileProvider
    {
        private readonly ConcurrentDictionary<string, (DateTimeOffset Written, bool Usable)> _checked = new(StringComparer.Ordinal);

        public IFileInfo GetFileInfo(string path)
        {
            var file = files.GetFileInfo(path);
            return file.Exists && Usable(path, file) ? file : new NotFoundFileInfo(path);
        }

        private bool Usable(string path, IFileInfo file)
        {
            if (_checked.TryGetValue(path, out var known) && known.Written == file.LastModified) return known.Usable;
            using var reader = new StreamReader(file.CreateReadStream());
            var fault = Liquid.FaultIn(reader.ReadToEnd());
            if (fault is not null) log.OverrideRefused(retailerId, path, fault);
            _checked[path] = (file.LastModified, fault is null);
            return fault is null;
        }

        public IDirectoryContents GetDirectoryContents(string path) => NotFoundDirectoryContents.Singleton;
        public IChangeToken Watch(string filter) => NullChangeToken.Singleton;
    }

    /// <summary>What the retailer's editors have published; it was checked before.</summary>
    private sealed class Published(IReadOnlyDictionary<string, string> texts) : IFileProvider
    {
        private const string Kind = ".liquid";

        public IFileInfo GetFileInfo(string path) =>
            path.EndsWith(Kind, StringComparison.Ordinal) && texts.TryGetValue(path[..^Kind.Length], out var text) ? new Written(path, text) : new NotFoundFileInfo(path);

        public IDirectoryContents GetDirectoryContents(string path) => NotFoundDirectoryContents.Singleton;
        public IChangeToken Watch(string filter) => NullChangeToken.Singleton;

        private sealed class Written(string path, string text) : IFileInfo
        {
            public bool Exists => true;
            public bool IsDirectory => false;
            public DateTimeOffset LastModified => DateTimeOffset.UnixEpoch;   // another text comes with another retailer record, and so with another engine
            public long Length => -1;
            public string Name => Path.GetFileName(path);
            public string? PhysicalPath => null;
            public Stream CreateReadStream() => new MemoryStream(Encoding.UTF8.GetBytes(text));
        }
    }

    private sealed class Embedded(Assembly assembly) : IFileProvider
    {
        private static readonly DateTimeOffset Never = DateTimeOffset.UnixEpoch;   // it cannot change while the process runs

        // Asked for with every part of a page: the assembly itself would take longer than the rendering.
        private readonly FrozenDictionary<string, IFileInfo> _files =
            assembly.GetManifestResourceNames().ToFrozenDictionary(name => name, name => (IFileInfo)new Resource(assembly, name), StringComparer.Ordinal);

        public IFileInfo GetFileInfo(string path) => _files.TryGetValue(path, out var file) ? file : new NotFoundFileInfo(path);

        public IDirectoryContents GetDirectoryContents(string path) => NotFoundDirectoryContents.Singleton;
        public IChangeToken Watch(string filter) => NullChangeToken.Singleton;

        private sealed class Resource(Assembly assembly, string path) : IFileInfo
        {
            public bool Exists => true;
            public bool IsDirectory => false;
            public DateTimeOffset LastModified => Never;
            public long Length => -1;
            public string Name => Path.GetFileName(path);
            public string? PhysicalPath => null;
            public Stream CreateReadStream() => assembly.GetManifestResourceStream(path)!;
        }
    }
}

/// <summary>The assembly that brings the frame around the screens.</summary>
internal sealed record Theme(Assembly Assembly);

internal static partial class TemplateLog
{
    [LoggerMessage(1101, LogLevel.Error, "Template {Path} of retailer {Retailer} is not used: {Fault}")]
    public static partial void OverrideRefused(this ILogger log, string retailer, string path, string fault);
}
