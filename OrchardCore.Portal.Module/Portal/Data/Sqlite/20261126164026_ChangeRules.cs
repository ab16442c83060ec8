using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OrchardCore.Portal.Data.Sqlite
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
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    NeedsApproval = table.Column<bool>(type: "INTEGER", nullable: false)
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
                type: "TEXT",
                nullable: false,
                defaultValue: "");
        }
    }
}
