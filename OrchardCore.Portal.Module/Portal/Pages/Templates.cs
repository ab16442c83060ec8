using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using System.Text;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;
using OrchardCore.Portal.Pages.Sandbox;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Pages;

/// <summary>
/// Finds a template: the retailer's override, then the theme's, then the one beside the screen's code. Where an override cannot be used, the customer gets the
/// page as the portal has it.
/// </summary>
internal sealed class Templates(Theme theme, Assets assets, ITemplateFailures failures, TimeProvider clock, ILogger<Templates> log)
{
    /// <summary>How long a template that failed is not tried again: one that takes all of its time would take it from every customer.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(5);

    /// <summary>Filters of the portal's own, beside Liquid's.</summary>
    public static readonly IReadOnlyList<string> FilterNames = ["asset", "icon", "url", "word"];

    private readonly ConcurrentDictionary<string, (Retailer Retailer, Liquid Engine)> _engines = new(StringComparer.Ordinal);
    private readonly FirstThatHas _portals = new([new Embedded(theme.Assembly), new Embedded(typeof(Templates).Assembly)]);

    public Liquid Of(Retailer retailer) => Engine(retailer.Id, retailer, WithOverrides);

    /// <summary>The templates for a page in this frame: in the back office a retailer's own are not used.</summary>
    public Liquid For(Retailer retailer, FrameKind frame) => frame == FrameKind.Office ? PortalsOf(retailer) : Of(retailer);

    /// <summary>The retailer's templates as they are worked on: what fails is said, and nothing serves in its place.</summary>
    public Liquid Draft(Retailer retailer) => Make(retailer, Overrides(retailer));

    private Liquid PortalsOf(Retailer retailer) => Engine("office of " + retailer.Id, retailer, one => Make(one, []));

    private Liquid Engine(string key, Retailer retailer, Func<Retailer, Liquid> make)
    {
        if (_engines.TryGetValue(key, out var known) && ReferenceEquals(known.Retailer, retailer)) return known.Engine;   // the record changes when the retailer is edited
        return (_engines[key] = (retailer, make(retailer))).Engine;
    }

    private Liquid WithOverrides(Retailer retailer)
    {
        List<IFileProvider> overrides = [.. Overrides(retailer)];
        if (overrides.Count == 0) return Make(retailer, overrides);
        ConcurrentDictionary<string, DateTimeOffset> resting = new(StringComparer.Ordinal);
        return Make(retailer, overrides, PortalsOf(retailer), template => resting.TryGetValue(template, out var until) && clock.GetUtcNow() < until, (template, fault) =>
        {
            resting[template] = clock.GetUtcNow() + Rest;
            log.OverrideFailed(retailer.Id, template, fault);
            return failures.NoteAsync(retailer, template, fault);
        });
    }

    private Liquid Make(Retailer retailer, IEnumerable<IFileProvider> overrides, Liquid? instead = null, Func<string, bool>? rests = null, Func<string, string, ValueTask>? failed = null) => new(
        new FirstThatHas([.. overrides, .. retailer.ThemeTemplates, _portals]),
        retailer.Wording.Culture,
        new Dictionary<string, Func<string, object>>
        {
            ["word"] = retailer.Wording.Word,
            ["asset"] = assets.Href,
            ["url"] = Links.To,
            ["icon"] = assets.Icon,
        })
    { Instead = instead, Rests = rests ?? (static _ => false), Failed = failed ?? (static (_, _) => ValueTask.CompletedTask) };

    /// <summary>The portal's own text of a template, its theme's first; empty where there is none.</summary>
    public string PortalsText(string path)
    {
        if (!TemplateName.IsOne(path) || _portals.GetFileInfo(path + ".liquid") is not { Exists: true } file) return "";
        using var reader = new StreamReader(file.CreateReadStream());
        return TemplateCheck.Normal(reader.ReadToEnd());
    }

    /// <summary>What serves while the editors have published none: the folder's, the theme's or the portal's own text.</summary>
    public string TextBelow(Retailer retailer, string path)
    {
        if (!TemplateName.IsOne(path)) return "";
        var below = new FirstThatHas([.. Folder(retailer), .. retailer.ThemeTemplates, _portals]).GetFileInfo(path + ".liquid");
        if (!below.Exists) return "";
        using var reader = new StreamReader(below.CreateReadStream());
        return TemplateCheck.Normal(reader.ReadToEnd());
    }

    /// <summary>Whether the retailer's folder has a template of its own.</summary>
    public bool IsInFolder(Retailer retailer, string path) => Folder(retailer).Any(files => files.GetFileInfo(path + ".liquid").Exists);

    /// <summary>What is wrong with a text as this template of the retailer's.</summary>
    public IReadOnlyList<TemplateFault> FaultsIn(Retailer retailer, string path, string text, TemplateRoots roots)
    {
        var others = new FirstThatHas([.. Folder(retailer), .. retailer.ThemeTemplates, _portals]);
        return FaultsIn(path, text, name => retailer.OwnTemplates.ContainsKey(name) || others.GetFileInfo(name + ".liquid").Exists, roots);
    }

    private IReadOnlyList<TemplateFault> FaultsIn(string path, string text, Func<string, bool> exists, TemplateRoots roots) =>
        TemplateCheck.Faults(TemplateCheck.Normal(text), new(path, PortalsText(path), exists, FilterNames, roots));

    private IEnumerable<IFileProvider> Overrides(Retailer retailer)
    {
        if (retailer.OwnTemplates.Count > 0) yield return new Published(this, retailer, log);
        foreach (var folder in Folder(retailer)) yield return folder;
    }

    private IEnumerable<IFileProvider> Folder(Retailer retailer)
    {
        var folder = Path.Combine(retailer.Folder, "templates");
        if (retailer.Folder != "" && Directory.Exists(folder)) yield return new Overridden(new PhysicalFileProvider(folder), this, retailer, log);
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

    /// <summary>A retailer's template that is not Liquid, or holds what it must not, does not take the screen down: the theme's serves, and the log says why.</summary>
    private sealed class Overridden(PhysicalFileProvider files, Templates all, Retailer retailer, ILogger log) : IFileProvider
    {
        private readonly ConcurrentDictionary<string, (DateTimeOffset Written, bool Usable)> _checked = new(StringComparer.Ordinal);

        public IFileInfo GetFileInfo(string path)
        {
            var file = files.GetFileInfo(path);
            return path.EndsWith(".liquid", StringComparison.Ordinal) && file.Exists && Usable(path, file) ? file : new NotFoundFileInfo(path);
        }

        private bool Usable(string path, IFileInfo file)
        {
            if (_checked.TryGetValue(path, out var known) && known.Written == file.LastModified) return known.Usable;
            using var reader = new StreamReader(file.CreateReadStream());
            _checked[path] = (file.LastModified, false);   // a template that renders itself is not looked at again inside this look
            var below = new FirstThatHas([files, .. retailer.ThemeTemplates, all._portals]);
            var fault = all.FaultsIn(path[..^".liquid".Length], reader.ReadToEnd(), other => below.GetFileInfo(other + ".liquid").Exists, TemplateRoots.Unknown) is [var first, ..] ? first : null;
            if (fault is not null) log.OverrideRefused(retailer.Id, path, fault.ToString());
            _checked[path] = (file.LastModified, fault is null);
            return fault is null;
        }

        public IDirectoryContents GetDirectoryContents(string path) => NotFoundDirectoryContents.Singleton;
        public IChangeToken Watch(string filter) => NullChangeToken.Singleton;
    }

    /// <summary>
    /// What the retailer's editors have published. It was looked at then; it is looked at again, since the rules may have grown, or somebody may have written into
    /// the database by another way.
    /// </summary>
    private sealed class Published(Templates all, Retailer retailer, ILogger log) : IFileProvider
    {
        private const string Kind = ".liquid";
        private readonly ConcurrentDictionary<string, bool> _usable = new(StringComparer.Ordinal);

        public IFileInfo GetFileInfo(string path) =>
            path.EndsWith(Kind, StringComparison.Ordinal) && path[..^Kind.Length] is var name && retailer.OwnTemplates.TryGetValue(name, out var text) && _usable.GetOrAdd(name, one => IsUsable(one, text))
                ? new Written(path, text) : new NotFoundFileInfo(path);

        private bool IsUsable(string name, string text)
        {
            if (all.FaultsIn(retailer, name, text, TemplateRoots.Unknown).FirstOrDefault(fault => !fault.IsWarning) is not { } fault) return true;
            log.OverrideRefused(retailer.Id, name, fault.ToString());
            return false;
        }

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

    [LoggerMessage(1102, LogLevel.Error, "Template {Path} of retailer {Retailer} failed, and the portal's own was shown: {Fault}")]
    public static partial void OverrideFailed(this ILogger log, string retailer, string path, string fault);
}
