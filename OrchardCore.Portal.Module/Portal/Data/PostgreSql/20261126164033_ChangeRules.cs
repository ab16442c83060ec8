using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OrchardCore.Portal.Data.PostgreSql
{
    /// <inheritdoc />
    public partial class ChangeRules : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "StaffName",
                table: "customer_views");

            migrationBuilder.CreateTable(
                name: "approval_rules",
                columns: table => new
                {
                    Kind = table.Column<string>(type: "text", nullable: false),
                    NeedsApproval = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_approval_rules", x => x.Kind);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "approval_rules");

            migrationBuilder.AddColumn<string>(
                name: "StaffName",
                table: "customer_views",
                type: "text",
                nullable: false,
                defaultValue: "");
        }
    }
}
