using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Data;

/// <summary>A row of one billing account.</summary>
internal interface IOwned
{
    string AccountNumber { get; }
}

internal static class Ownership
{
    /// <summary>The rows of the account in view, for reading: how every customer query begins.</summary>
    public static IQueryable<T> For<T>(this IQueryable<T> rows, Customer customer) where T : class, IOwned =>
        rows.AsNoTracking().Where(row => row.AccountNumber == customer.AccountNumber);

    /// <summary>The same rows, to be changed and saved.</summary>
    public static IQueryable<T> ToChangeFor<T>(this IQueryable<T> rows, Customer customer) where T : class, IOwned =>
        rows.AsTracking().Where(row => row.AccountNumber == customer.AccountNumber);

    /// <summary>
    /// The rows of all accounts, to be changed: for work that Stripe, the retailer or the clock asks for. A screen of a customer never
    /// says this (a test holds it).
    /// </summary>
    public static IQueryable<T> OfEveryAccount<T>(this IQueryable<T> rows) where T : class, IOwned => rows.AsTracking();
}
