using Microsoft.AspNetCore.Http;

namespace OrchardCore.Portal.Pages;

/// <summary>What a person sees when something is refused or failed: what happened, what to do, and a number to quote; never a detail.</summary>
internal sealed record FaultPage(string Heading, string Text, string Trace, string HomeHref)
{
    public static Task WriteAsync(HttpContext context, int status)
    {
        var (heading, text) = status switch
        {
            StatusCodes.Status400BadRequest => ("That did not work", "The form had expired or was not complete. Go back, load the page again and try once more."),
            StatusCodes.Status403Forbidden => ("You cannot see this page", "Your sign-in does not reach it. If you think it should, contact us."),
            StatusCodes.Status404NotFound => ("Page not found", "There is nothing at this address, or it is not part of your account."),
            StatusCodes.Status413PayloadTooLarge => ("That file is too large", "Choose a smaller file and try again."),
            StatusCodes.Status429TooManyRequests => ("Please wait a little", "There were too many attempts. Try again in a few minutes."),
            _ => ("Something went wrong", "It is not your doing. Try again in a moment; if it stays, contact us and quote the number below."),
        };
        return WriteAsync(context, status, heading, text);
    }

    /// <summary>The same in words of one's own.</summary>
    public static Task WriteAsync(HttpContext context, int status, string heading, string text)
    {
        var page = new FaultPage(heading, text, Guard.TraceOf(context), Links.To("/"));
        return new Page<FaultPage>("Pages/Fault", heading, page, status, FrameKind.Plain).ExecuteAsync(context);
    }
}
