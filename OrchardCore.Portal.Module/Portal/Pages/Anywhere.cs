using System.Linq.Expressions;

namespace OrchardCore.Portal.Pages;

/// <summary>The search of the lists: a text somewhere in one of a row's places, whatever its case.</summary>
internal static class Anywhere
{
    public static Expression<Func<T, bool>> In<T>(IReadOnlyList<Expression<Func<T, string>>> places, string text)
    {
        var row = Expression.Parameter(typeof(T), "row");
        // As members of an object, and not as constants, the texts become parameters: one statement in the database's cache, whatever is searched.
        var sought = Expression.Constant(new Sought(text, text.ToLowerInvariant()));
        var tests = places.Select(place => new Renamed(place.Parameters[0], row).Visit(place.Body)).SelectMany(place => new[]
        {
            // The database lowers its side; ToLower() and Contains() are the forms that both engines translate. SQLite lowers A to Z only,
            // so a text with É is also looked for as it was typed.
            Contains(Expression.Call(place, nameof(string.ToLower), null), nameof(Sought.Lowered)),
            Contains(place, nameof(Sought.Typed)),
        });
        return Expression.Lambda<Func<T, bool>>(tests.Aggregate(Expression.OrElse), row);

        Expression Contains(Expression place, string form) => Expression.Call(place, nameof(string.Contains), null, Expression.Property(sought, form));
    }

    private sealed record Sought(string Typed, string Lowered);

    private sealed class Renamed(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
