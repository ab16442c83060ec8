using Microsoft.AspNetCore.Routing;

namespace OrchardCore.Portal.Transactions;

internal static class TransactionList
{
    public static void Map(IEndpointRouteBuilder portal) { }
}
