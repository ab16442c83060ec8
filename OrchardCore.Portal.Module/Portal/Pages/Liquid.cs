using System.Collections.Concurrent;
using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Fluid;
using Fluid.Values;
using Microsoft.Extensions.FileProviders;

namespace OrchardCore.Portal.Pages;

/// <summary>Text that is already safe HTML: made by us or sanitised, and printed as it is.</summary>
public readonly record struct Html(string Text)
{
    public override string ToString() => Text;
}

/// <summary>
/// The template engine, in the only file that names it (Fluid). One instance a retailer. Output is encoded; a template reads the public
/// properties of the portal's own records, in snake_case, and nothing else; loops and recursion end with a message.
/// </summary>
internal sealed class Liquid
{
    // A page of a hundred rows takes some 30,000 steps; who needs twenty times that has written an endless loop.
    private const int MaxSteps = 600_000;
    private const int MaxDepth = 30;

    private static readonly FluidParser Parser = new();

    // What HTML needs is encoded; letters of any language and a real minus stay themselves.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly TemplateOptions _options;
    private readonly ConcurrentDictionary<string, (DateTimeOffset Written, IFluidTemplate Template)> _compiled = new(StringComparer.Ordinal);

    public Liquid(IFileProvider templates, CultureInfo culture, IReadOnlyDictionary<string, Func<string, object>> filters)
    {
        _options = new TemplateOptions
        {
            FileProvider = templates,
            MemberAccessStrategy = new PageRecordsOnly(),
            MaxSteps = MaxSteps,
            MaxRecursion = MaxDepth,
            CultureInfo = culture,
        };
        _options.ValueConverters.Add(value => value is Html html ? new StringValue(html.Text, encode: false) : null);
        foreach (var (name, filter) in filters)
            _options.Filters.AddFilter(name, (input, _, _) => new ValueTask<FluidValue>(FluidValue.Create(filter(input.ToStringValue()), _options)));
    }

    /// <param name="template">Its path without ".liquid": "Statements/StatementList".</param>
    /// <param name="values">What the template sees, by name: "page", "frame", "brand".</param>
    /// <exception cref="TemplateFaultException">There is no such template, or it is not Liquid, or it went over its limits.</exception>
    public async ValueTask<string> RenderAsync(string template, IReadOnlyDictionary<string, object?> values)
    {
        var compiled = Compiled(template);
        var context = new TemplateContext(_options, StringComparer.Ordinal);
        foreach (var (name, value) in values) context.SetValue(name, FluidValue.Create(value, _options));
        try
        {
            var text = new StringBuilder(16_384);
            await using var writer = new StringWriter(text, CultureInfo.InvariantCulture);
            await compiled.RenderAsync(writer, Encoder, context);
            await writer.FlushAsync();
            return text.ToString();
        }
        catch (InvalidOperationException fault) when (fault is not TemplateFaultException)
        {
            throw new TemplateFaultException($"{template}.liquid: {fault.Message}", fault);
        }
    }

    /// <returns>What is wrong with a text as Liquid, with its line; null where nothing is.</returns>
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

    /// <summary>The sandbox's wall: members of the portal's page records, by their snake_case name. Everything else is nil.</summary>
    private sealed class PageRecordsOnly : MemberAccessStrategy
    {
        private static readonly ConcurrentDictionary<(Type, string), IMemberAccessor?> Accessors = new();

        public override IMemberAccessor? GetAccessor(Type type, string name) => Accessors.GetOrAdd((type, name), static key => Find(key.Item1, key.Item2));

        public override void Register(Type type, IEnumerable<KeyValuePair<string, IMemberAccessor>> accessors) =>
            throw new NotSupportedException("Page records need no registration, and nothing else can be read.");

        private static Property? Find(Type type, string name) =>
            type.Assembly == typeof(PageRecordsOnly).Assembly && type.GetProperties().FirstOrDefault(property => SnakeCase(property.Name) == name) is { } property
                ? new Property(Read(property)) : null;

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
