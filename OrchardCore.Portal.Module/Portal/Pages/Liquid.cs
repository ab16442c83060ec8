using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Fluid;
using Fluid.Values;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;
using OrchardCore.Portal.Pages.Sandbox;

namespace OrchardCore.Portal.Pages;

/// <summary>Text that is already safe HTML: made by us or sanitised, and printed as it is.</summary>
public readonly record struct Html(string Text)
{
    public override string ToString() => Text;
}

/// <summary>
/// The template engine: this file and Sandbox/ name it (Fluid). One instance a retailer. Output is encoded; a template reads the public properties of the
/// portal's own records, in snake_case, and nothing else; what takes too long, grows too big or goes too deep ends with a message.
/// </summary>
internal sealed class Liquid
{
    private static readonly BoundedParser Parser = new();

    // What HTML needs is encoded; letters of any language and a real minus stay themselves.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly TemplateOptions _options;
    private readonly ConcurrentDictionary<string, (DateTimeOffset Written, IFluidTemplate Template)> _compiled = new(StringComparer.Ordinal);

    public Liquid(IFileProvider templates, CultureInfo culture, IReadOnlyDictionary<string, Func<string, object>> filters)
    {
        _options = new TemplateOptions
        {
            FileProvider = new KnownNames(templates),
            MemberAccessStrategy = new PageRecordsOnly(),
            MaxSteps = TemplateLimits.Steps,
            MaxRecursion = TemplateLimits.Recursion,
            CultureInfo = culture,
            StrictFilters = true,
        };
        _options.ValueConverters.Add(static value => value switch
        {
            string => null,
            Html html => new MarkupValue(html.Text.AsMemory()),
            BoundedWriter page => new MarkupValue(page.Written),
            IEnumerable => null,   // lists too may be types of this assembly: the compiler makes them
            _ when PageRecordsOnly.Of(value.GetType()) is { } members => new Record(value, members),
            _ => null,
        });
        SafeFilters.Guard(_options.Filters, Encoder);
        foreach (var (name, filter) in filters)
            _options.Filters.AddFilter(name, (input, _, _) => new ValueTask<FluidValue>(FluidValue.Create(filter(input.ToStringValue()), _options)));
    }

    /// <summary>What serves when a template of the retailer's own cannot be used: the portal's own, all of them.</summary>
    public Liquid? Instead { get; init; }

    /// <summary>Is told of a template that could not be used; the customer has seen the other one.</summary>
    public Func<string, string, ValueTask> Failed { get; init; } = static (_, _) => ValueTask.CompletedTask;

    /// <summary>Whether a template rests, since it failed a short while ago.</summary>
    public Func<string, bool> Rests { get; init; } = static _ => false;

    /// <param name="template">Its path without ".liquid": "Statements/StatementList".</param>
    /// <param name="values">What the template sees, by name: "page", "frame", "brand".</param>
    /// <exception cref="TemplateFaultException">There is no such template, or it is not Liquid, or it went over its limits.</exception>
    public async ValueTask<string> RenderAsync(string template, IReadOnlyDictionary<string, object?> values) => (await RenderAsync(template, values, "")).Text;

    /// <param name="keep">A name to which the template may give a value ("subject"); it comes back as <c>Kept</c>, empty where it did not.</param>
    public async ValueTask<(string Text, string Kept)> RenderAsync(string template, IReadOnlyDictionary<string, object?> values, string keep)
    {
        var (page, kept) = await WriteAsync(template, values, keep);
        using (page) return (page.ToString(), kept);
    }

    /// <returns>What the template wrote. To place it as <c>body</c> in another is to give it as a value; it is whoever asked's to dispose.</returns>
    public async ValueTask<BoundedWriter> WriteAsync(string template, IReadOnlyDictionary<string, object?> values) => (await WriteAsync(template, values, "")).Page;

    private async ValueTask<(BoundedWriter Page, string Kept)> WriteAsync(string template, IReadOnlyDictionary<string, object?> values, string keep)
    {
        if (Instead is null) return await WriteThisAsync(template, values, keep);
        if (Rests(template)) return await Instead.WriteAsync(template, values, keep);
        try
        {
            return await WriteThisAsync(template, values, keep);
        }
        catch (TemplateFaultException fault)
        {
            await Failed(template, fault.Message);
            return await Instead.WriteAsync(template, values, keep);
        }
    }

    private async ValueTask<(BoundedWriter Page, string Kept)> WriteThisAsync(string template, IReadOnlyDictionary<string, object?> values, string keep)
    {
        var context = new TemplateContext(_options, StringComparer.Ordinal);
        foreach (var (name, value) in values) context.SetValue(name, FluidValue.Create(value, _options));
        using var time = new CancellationTokenSource(TemplateLimits.Time);
        await using var late = time.Token.Register(() => context.MaxSteps = 1);   // the next step is one too many
        var page = new BoundedWriter(TemplateLimits.Output);
        try
        {
            await Compiled(template).RenderAsync(page, Encoder, context);
            return (page, keep == "" ? "" : context.GetValue(keep).ToStringValue());
        }
        catch (Exception fault)
        {
            await page.DisposeAsync();
            if (fault is TemplateFaultException) throw;
            throw new TemplateFaultException($"{template}.liquid: {(time.IsCancellationRequested ? $"it takes longer than {TemplateLimits.Time.TotalSeconds:0} seconds" : InWords(fault))}", fault);
        }
    }

    private static string InWords(Exception fault) => fault switch
    {
        FileNotFoundException missing => $"it renders “{missing.Message}”, and there is no such template",
        _ when fault.Message.Contains("maximum level of recursion", StringComparison.Ordinal) => $"it takes more than {TemplateLimits.Steps:N0} steps, or templates in it render each other without end",
        InvalidOperationException or ParseException or FluidException => fault.Message,
        _ => fault.GetType().Name,
    };

    /// <returns>What is wrong with a text as Liquid, with its line; null where nothing is. It must have been looked at for its depth before.</returns>
    public static string? FaultIn(string text) => Parser.TryParse(text, out _, out var fault) ? null : fault;

    private IFluidTemplate Compiled(string name)
    {
        var file = _options.FileProvider!.GetFileInfo(name + ".liquid");
        if (!file.Exists) throw new TemplateFaultException($"{name}.liquid: there is no such template.");
        if (_compiled.TryGetValue(name, out var known) && known.Written == file.LastModified) return known.Template;

        using var reader = new StreamReader(file.CreateReadStream());
        if (!Parser.TryParse(reader.ReadToEnd(), out var template, out var fault))
            throw new TemplateFaultException($"{name}.liquid: {fault}");
        _compiled[name] = (file.LastModified, template);
        return template;
    }

    /// <summary>Templates are named "Folder/Name", and nothing else is looked for: no way leads out of the folders. What is read is what was checked, to the line end.</summary>
    private sealed class KnownNames(IFileProvider templates) : IFileProvider
    {
        public IFileInfo GetFileInfo(string subpath) => TemplateName.IsOne(subpath) && templates.GetFileInfo(subpath) is { Exists: true } file ? new Normal(file) : new NotFoundFileInfo(subpath);
        public IDirectoryContents GetDirectoryContents(string subpath) => NotFoundDirectoryContents.Singleton;
        public IChangeToken Watch(string filter) => NullChangeToken.Singleton;
    }

    private sealed class Normal(IFileInfo file) : IFileInfo
    {
        public bool Exists => true;
        public bool IsDirectory => false;
        public DateTimeOffset LastModified => file.LastModified;
        public long Length => -1;
        public string Name => file.Name;
        public string? PhysicalPath => null;

        public Stream CreateReadStream()
        {
            using var reader = new StreamReader(file.CreateReadStream());
            return new MemoryStream(Encoding.UTF8.GetBytes(TemplateCheck.Normal(reader.ReadToEnd())));
        }
    }

    /// <summary>A record of the page. By itself it is nothing to place: C# would write out all that is in it.</summary>
    private sealed class Record(object value, FrozenDictionary<string, Property> members) : ObjectValueBase(value)
    {
        public override ValueTask<FluidValue> GetValueAsync(string name, TemplateContext context) =>
            new(members.TryGetValue(name, out var member) ? member.Of(Value, context.Options) : NilValue.Instance);

        public override string ToStringValue() => "";
        public override ValueTask WriteToAsync(TextWriter writer, TextEncoder encoder, CultureInfo cultureInfo) => ValueTask.CompletedTask;
    }

    /// <summary>The sandbox's wall: members of the portal's page records, by their snake_case name. Everything else is nil.</summary>
    private sealed class PageRecordsOnly : MemberAccessStrategy
    {
        // By type, and not by type and name: a template can make up names without end (page[name]).
        private static readonly ConcurrentDictionary<Type, FrozenDictionary<string, Property>?> Members = new();

        /// <returns>Null for a type that is not of the portal.</returns>
        public static FrozenDictionary<string, Property>? Of(Type type) => Members.GetOrAdd(type, MembersOf);

        public override IMemberAccessor? GetAccessor(Type type, string name) => Of(type)?.GetValueOrDefault(name);

        public override void Register(Type type, IEnumerable<KeyValuePair<string, IMemberAccessor>> accessors) =>
            throw new NotSupportedException("Page records need no registration, and nothing else can be read.");

        private static FrozenDictionary<string, Property>? MembersOf(Type type) => type.Assembly != typeof(PageRecordsOnly).Assembly ? null
            : type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0)
                .DistinctBy(property => property.Name).ToFrozenDictionary(property => SnakeCase(property.Name), property => new Property(Read(property)), StringComparer.Ordinal);

        // Compiled: a page reads thousands of members, and reflection takes ten times as long.
        private static Func<object, object?> Read(PropertyInfo property)
        {
            var owner = Expression.Parameter(typeof(object));
            return Expression.Lambda<Func<object, object?>>(Expression.Convert(Expression.Property(Expression.Convert(owner, property.DeclaringType!), property), typeof(object)), owner).Compile();
        }
    }

    private sealed class Property(Func<object, object?> read) : IMemberAccessor
    {
        public object Get(object owner, string name, TemplateContext context) => read(owner)!;

        /// <summary>Almost every member is a text or a truth: these ask no converter.</summary>
        public FluidValue Of(object owner, TemplateOptions options) => read(owner) switch
        {
            string { Length: 0 } => StringValue.Empty,
            string text => new StringValue(text),
            bool truth => BooleanValue.Create(truth),
            var other => FluidValue.Create(other!, options),
        };
    }

    internal static string SnakeCase(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        for (var at = 0; at < name.Length; at++)
        {
            if (at > 0 && char.IsUpper(name[at])) text.Append('_');
            text.Append(char.ToLowerInvariant(name[at]));
        }
        return text.ToString();
    }
}

/// <summary>A template that cannot be used: its message names the file and the line.</summary>
public sealed class TemplateFaultException(string message, Exception? inner = null) : InvalidOperationException(message, inner);
